/* Which clause of a try handles an exception.
 *
 * A frame that the engine unwinds to says where it is (the number of the try) and where its table is. The table holds,
 * in this order, numbers in LEB128:
 *
 *   two bytes and a number    no base, types as addresses, distance to the end of the types
 *   a byte and a number       tries as LEB128, their bytes
 *   tries                     each its number, and 1 + the place of its first clause among the clauses, or 0
 *   clauses                   each the number of a type, and the distance to the next clause, or 0
 *   types                     addresses of std::type_info; they are counted from the end; none means any type
 *
 * The answer is the number of the type, by which the frame knows the clause, or 0: it then throws on.
 */
#include <stdint.h>
#include <typeinfo>

extern "C" {

/* The compiler writes the first two and reads the third. */
struct Frame {
    uint32_t number;
    const uint8_t *table;
    int32_t clause;
} __wasm_lpad_context;

/* Both are in exceptions.cpp. */
const std::type_info *__ringfence_thrown_type(void *thrown, void **object);
void __ringfence_caught(void *thrown, void *object);
}

namespace {

/* The classes of std::type_info in libc++abi, by the places of their functions. */
struct Type : std::type_info {
    ~Type() override;
    virtual void unused_1() const;
    virtual void unused_2() const;
    /* Whether a clause of this type takes `thrown`, and the object as it sees it. */
    virtual bool can_catch(const Type *thrown, void *&object) const = 0;
};

/* A place in the table. */
struct Reader {
    const uint8_t *at;

    uint8_t byte() { return *at++; }

    uint32_t number() {
        uint32_t value = 0;
        for (unsigned shift = 0;; shift += 7) {
            uint8_t part = byte();
            if (shift < 32) value |= uint32_t(part & 0x7f) << shift;
            if (!(part & 0x80)) return value;
        }
    }

    int32_t signed_number() {
        uint32_t value = 0;
        for (unsigned shift = 0;;) {
            uint8_t part = byte();
            if (shift < 32) value |= uint32_t(part & 0x7f) << shift;
            shift += 7;
            if (part & 0x80) continue;
            if ((part & 0x40) && shift < 32) value |= ~uint32_t(0) << shift;
            return int32_t(value);
        }
    }
};

enum : uint8_t { ADDRESS = 0x00, LEB128 = 0x01, OMITTED = 0xff };

struct Table {
    Reader tries;
    /* Behind the tries. */
    const uint8_t *clauses;
    const Type *const *types_end;

    explicit Table(const uint8_t *start) : tries{start}, types_end(nullptr) {
        if (tries.byte() != OMITTED) __builtin_trap();
        uint8_t types = tries.byte();
        if (types != OMITTED) {
            if (types != ADDRESS) __builtin_trap();
            uint32_t distance = tries.number();
            types_end = reinterpret_cast<const Type *const *>(tries.at + distance);
        }
        if (tries.byte() != LEB128) __builtin_trap();
        uint32_t bytes = tries.number();
        clauses = tries.at + bytes;
    }

    const uint8_t *first_clause(uint32_t number) {
        while (tries.at < clauses) {
            uint32_t one = tries.number(), place = tries.number();
            if (one == number) return place ? clauses + place - 1 : nullptr;
        }
        return nullptr;
    }
};

int32_t choose(const Frame &frame, void *thrown) {
    Table table(frame.table);
    const uint8_t *clause = table.first_clause(frame.number);
    while (clause) {
        Reader reader{clause};
        int32_t number = reader.signed_number();
        const uint8_t *here = reader.at;
        int32_t next = reader.signed_number();
        /* Lists of types that may leave a function would be below 0; the compiler makes none. */
        if (number < 0) __builtin_trap();
        if (number > 0) {
            void *object;
            auto type = static_cast<const Type *>(__ringfence_thrown_type(thrown, &object));
            const Type *wanted = table.types_end[-number];
            if (!wanted || wanted->can_catch(type, object)) {
                __ringfence_caught(thrown, object);
                return number;
            }
        }
        clause = next ? here + next : nullptr;
    }
    return 0;
}

} // namespace

extern "C" int _Unwind_CallPersonality(void *thrown) {
    __wasm_lpad_context.clause = choose(__wasm_lpad_context, thrown);
    return 0;
}
