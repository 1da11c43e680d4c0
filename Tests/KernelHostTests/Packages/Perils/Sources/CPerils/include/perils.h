#ifdef __cplusplus
extern "C" {
#endif

int c_divide(int a, int b);
int c_read(const int *pointer);
void c_write(int *pointer, long index);
long c_recurse(long n);
void c_abort(void);
void c_assert(int level);
void c_free(void *memory);
void c_overrun(void);
void c_smash_stack(int length);
long c_spin(long start);
void c_call(void (*function)(int), int argument);
void c_exit(int code);
void c_raise(int signal);

void cxx_throw(const char *what);
void cxx_throw_int(int number);
void cxx_bounds(int index);
void cxx_call(void (*function)(int), int argument);
void cxx_pure(void);

#ifdef __cplusplus
}
#endif
