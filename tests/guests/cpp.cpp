#include "cpp.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <numeric>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace text {

/* Throws, catches and cleans up, as libraries do. */
class Words {
public:
    int add(const std::string &input) {
        std::istringstream stream(input);
        std::string word;
        int count = 0;
        while (stream >> word) {
            seen_[word]++;
            if (word.size() > longest_.size()) longest_ = word;
            count++;
        }
        if (count == 0) throw std::invalid_argument("no words");
        return count;
    }
    const std::string &longest() const { return longest_; }

private:
    std::map<std::string, int> seen_;
    std::string longest_;
};

struct Failure {
    int code;
};

/* Called by its mangled name. */
int triple(int value) { return value * 3; }

} // namespace text

namespace {

int constructors;

struct Counted {
    explicit Counted(int value) : value(value) { constructors++; }
    int value;
};

const Counted counted(4);
const std::vector<int> numbers = {1, 2, 3, counted.value};

struct Shape {
    virtual ~Shape() = default;
    virtual int sides() const { return 0; }
};
struct Square : Shape {
    int sides() const override { return 4; }
};

} // namespace

struct words {
    text::Words inner;
};

words *words_new(void) { return new words; }
void words_free(words *self) { delete self; }
int words_add(words *self, const char *input) { return self->inner.add(input); }
const char *words_longest(const words *self) { return self->inner.longest().c_str(); }

int built_before_anyone_called(void) {
    return std::accumulate(numbers.begin(), numbers.end(), 0) * 10 + constructors;
}

int classes_work(void) {
    static const std::unique_ptr<Shape> shape(new Square);
    return shape->sides() == 4 && dynamic_cast<Square *>(shape.get()) != nullptr;
}

int give(int what) {
    try {
        switch (what) {
        case 1: throw std::runtime_error("bad");
        case 2: throw text::Failure{2};
        case 3: throw 3;
        case 4: std::abort();
        default: return 0;
        }
    } catch (...) {
        return -1;
    }
}
