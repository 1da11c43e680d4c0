// An uncaught C++ exception says what it was before it ends the cell, every time: the C++ library's own words come
// once in a process's life.

#include <cstdio>
#include <cstdlib>
#include <cxxabi.h>
#include <exception>
#include <typeinfo>

namespace {

void tell_and_abort() {
    const std::type_info *type = abi::__cxa_current_exception_type();
    if (!type) {
        fputs("terminate called without an active exception\n", stderr);
        abort();
    }
    int status = -1;
    char *name = abi::__cxa_demangle(type->name(), nullptr, nullptr, &status);
    fprintf(stderr, "terminate called after throwing an instance of '%s'\n", status == 0 ? name : type->name());
    try {
        throw;
    } catch (const std::exception &error) {
        fprintf(stderr, "  what():  %s\n", error.what());
    } catch (...) {
    }
    abort();
}

} // namespace

extern "C" void exceptions_install(void) { std::set_terminate(tell_and_abort); }
