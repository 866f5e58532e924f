#include "throws.h"

#include <cstring>
#include <exception>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

int live, destroyed;

struct Counted {
    Counted() { live++; }
    Counted(const Counted &) { live++; }
    ~Counted() { live--, destroyed++; }
};

struct Base {
    virtual ~Base() = default;
    virtual int kind() const { return 0; }
};
struct Second {
    int second = 22;
};
struct Leaf : Base, Second {
    int kind() const override { return 2; }
    std::string text = "so that there is something to destroy, and more than fits into the object";
    Counted counted;
};
struct Other {
    Counted counted;
};
struct Number {
    int value;
    Counted counted;
};

const Leaf a_leaf;

int *volatile kept;
volatile size_t huge = std::numeric_limits<size_t>::max() / 4;

[[gnu::noinline]] void give(int what) {
    switch (what) {
    case 1: throw 42;
    case 2: throw Leaf();
    case 3: throw const_cast<Leaf *>(&a_leaf);
    case 4: throw std::out_of_range("too far");
    case 5: throw "text";
    case 6: throw Other();
    case 7: throw &a_leaf;
    case 8: throw Second();
    case 9: kept = static_cast<int *>(::operator new(huge)); return;
    default: return;
    }
}

[[gnu::noinline]] int clause(int what) {
    Counted here;
    try {
        give(what);
    } catch (int value) {
        return value == 42 ? 1 : -1;
    } catch (const Base &base) {
        return base.kind();
    } catch (const Base *base) {
        return base->kind() == 2 ? 3 : -3;
    } catch (const std::logic_error &error) {
        return std::strcmp(error.what(), "too far") == 0 ? 4 : -4;
    } catch (const char *text) {
        return std::strcmp(text, "text") == 0 ? 5 : -5;
    } catch (Second second) {
        return second.second == 22 ? 6 : -6;
    } catch (...) {
        return 9;
    }
    return 0;
}

[[gnu::noinline]] int deep(int depth) {
    Counted here;
    if (depth == 0) throw Number{0, {}};
    return deep(depth - 1) + 1;
}

struct Member {
    explicit Member(bool fails) {
        if (fails) throw Number{0, {}};
    }
    Counted counted;
};
struct Whole {
    explicit Whole(int fails) : first(fails == 1), second(fails == 2), third(fails == 3) {}
    Member first, second, third;
};

int elements;
struct Element : Counted {
    Element() {
        if (--elements == 0) throw Number{0, {}};
    }
};

int in_flight, caught;
struct Careful {
    ~Careful() {
        in_flight = std::uncaught_exceptions();
        try {
            throw Number{1, {}};
        } catch (const Number &number) {
            caught += number.value;
        }
    }
};

struct Polymorphic {
    virtual ~Polymorphic() = default;
};
struct Derived : Polymorphic {};

volatile size_t far = 9;

int library(int what) {
    switch (what) {
    case 1: return std::vector<int>(2).at(far);
    case 2: return std::string("ab").at(far);
    case 3: return std::stoi("none");
    case 4: {
        Polymorphic object;
        Polymorphic *volatile pointer = &object;
        return dynamic_cast<Derived &>(*pointer).~Derived(), 0;
    }
    case 5: return *(kept = static_cast<int *>(::operator new(huge)));
    case 6: return *(kept = new int[static_cast<int>(far) - 10]);
    case 7: return static_cast<int>(std::string("ab").substr(far).size());
    case 8: return std::map<int, int>().at(1);
    case 9: return std::optional<int>().value();
    case 10: return std::string(std::numeric_limits<size_t>::max() - far, 'x')[0];
    case 11: return std::function<int()>()();
    case 12: std::rethrow_exception(std::make_exception_ptr(std::range_error("made")));
    case 13: {
        std::istringstream stream("x");
        stream.exceptions(std::ios::failbit);
        int number = 0;
        stream >> number;
        return number;
    }
    default: return 0;
    }
}

} // namespace

int throws_clause(int what) { return clause(what); }
int throws_out(int what) {
    Counted here;
    give(what);
    return 0;
}
int throws_noexcept(int what) {
    auto promised = [what]() noexcept { give(what); };
    try {
        promised();
    } catch (...) {
        return -1;
    }
    return 0;
}

int throws_live(void) { return live; }

int throws_deep(int depth) {
    destroyed = 0;
    try {
        return deep(depth);
    } catch (const Number &) {
        return destroyed;
    }
}

int throws_again(int value) {
    try {
        try {
            try {
                throw Number{value, {}};
            } catch (Number &number) {
                number.value++;
                throw;
            }
        } catch (Number &number) {
            number.value += 2;
            try {
                throw;
            } catch (...) {
                throw;
            }
        }
    } catch (const Number &number) {
        return number.value;
    }
}

int throws_nested(int value) {
    try {
        throw Number{value, {}};
    } catch (const Number &outer) {
        int inside = 0;
        try {
            throw Number{outer.value * 2, {}};
        } catch (const Number &inner) {
            inside = inner.value;
        }
        try {
            throw;
        } catch (const Number &same) {
            return inside + (&same == &outer ? same.value : 0);
        }
    }
}

int throws_in_constructor(int member) {
    destroyed = 0;
    try {
        Whole whole(member);
        return -1;
    } catch (const Number &) {
        return destroyed;
    }
}

int throws_in_array(int element) {
    destroyed = 0;
    elements = element;
    try {
        std::unique_ptr<Element[]> array(new Element[5]);
        return -1;
    } catch (const Number &) {
        return destroyed;
    }
}

int throws_while_unwinding(void) {
    in_flight = caught = 0;
    try {
        Careful careful;
        throw Number{1, {}};
    } catch (const Number &number) {
        caught += number.value;
    }
    return in_flight * 10 + caught;
}

int throws_kept(int value) {
    std::exception_ptr kept;
    try {
        throw Number{value, {}};
    } catch (...) {
        kept = std::current_exception();
    }
    int sum = 0;
    for (int i = 0; i < 2; i++) {
        try {
            std::rethrow_exception(kept);
        } catch (const Number &number) {
            sum += number.value;
        }
    }
    return sum;
}

int throws_many(int count) {
    int caught = 0;
    for (int i = 0; i < count; i++) {
        try {
            give(2);
        } catch (const Base &) {
            caught++;
        }
    }
    return caught;
}

const char *throws_of_the_library(int what) {
    try {
        library(what);
    } catch (const std::exception &error) {
        return typeid(error).name();
    }
    return "nothing";
}

const char *throws_message(int what) {
    static std::string text;
    try {
        library(what);
    } catch (const std::exception &error) {
        text = error.what();
    }
    return text.c_str();
}

int throws_each(throws_step step) {
    int sum = 0;
    try {
        for (int i = 1; i <= 3; i++) sum += step(i);
    } catch (...) {
        return -1;
    }
    return sum;
}

int throws_garbage(unsigned address) {
    try {
        __builtin_wasm_throw(0, reinterpret_cast<void *>(address));
    } catch (int) {
        return 1;
    } catch (...) {
        return 2;
    }
}

/* As the compiler knows it. */
extern "C" struct {
    unsigned number;
    unsigned char *table;
    int clause;
} __wasm_lpad_context;

int throws_lies(int how) {
    for (;;) {
        try {
            throw "text";
        } catch (int) {
            return 1;
        } catch (const char *) {
        }
        unsigned char *table = __wasm_lpad_context.table;
        switch (how) {
        /* A number that goes on to the end of memory. */
        case 1: std::memset(table, 0xff, 64); break;
        /* Not what it says at the start. */
        case 2: table[0] = 0; break;
        /* The clauses are a ring: their last part is the distance to the next. */
        case 3:
            for (unsigned char *at = table + 4; at < table + 20; at++) {
                if (at[0] == 1 && at[1] == 0) at[0] = 0, at[1] = 0x7f;
            }
            break;
        /* Types that are none. */
        default: std::memset(table + 12, how, 16);
        }
    }
}
