#include "perils.h"

#include <stdexcept>
#include <string>
#include <vector>

void cxx_throw(const char *what) { throw std::runtime_error(what); }

void cxx_throw_int(int number) { throw number; }

void cxx_bounds(int index) {
    std::vector<int> levels(3);
    levels.at(index) = 1;
}

void cxx_call(void (*function)(int), int argument) { function(argument); }

namespace {
struct Shape {
    Shape() { measure(); }
    void measure() { area(); }
    virtual int area() = 0;
};
struct Square : Shape {
    int area() override { return 1; }
};
}

void cxx_pure(void) { Square square; }
