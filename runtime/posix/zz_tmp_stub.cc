#include "core/hooks.h"
#include "core/shared_state.h"
#include "core/wait.h"
#include "core/trace.h"
#include "fd/table.h"
#include "fs/convert.h"
#include "nt/sync.h"
#include "nt/raw_output.h"
#include "nt/loader.h"
#include "signal/signals.h"
#include <string.h>
#include <glob.h>
namespace tern {
namespace signal { void init_process() {} }
__attribute__((weak)) bool is_wanted(Thread*) { return false; }
__attribute__((weak)) void take_attention(Thread*) {}
__attribute__((weak)) void hooks_load(BlockReader&) {}
namespace fd { Table g_table; void table_from_standard_handles() {} }
namespace fs { char *posix_path(const char*p){return strdup(p);} char *posix_path_list(const char*p){return strdup(p);} }
namespace startup { char *program_name_from_native(char *p){return p;} }
}
using namespace tern;
TERN_EXPORT ssize_t write(int fd, const void *p, size_t n) { nt::write_raw(nt::standard_handle(fd), (const char*)p, n); return n; }
TERN_EXPORT int isatty(int) { return 0; }
TERN_EXPORT void _exit(int n) { nt::exit_process(n); }
TERN_EXPORT int glob(const char*,int,int(*)(const char*,int),glob_t*) { return 3; }
TERN_EXPORT void globfree(glob_t*) {}
extern "C" { 
void __retarget_lock_acquire(_LOCK_T){} void __retarget_lock_release(_LOCK_T){} void __retarget_lock_acquire_recursive(_LOCK_T){} void __retarget_lock_release_recursive(_LOCK_T){} void __retarget_lock_init_recursive(_LOCK_T*){} void __retarget_lock_close_recursive(_LOCK_T){}
int __cxa_finalize(void*);
int __cxa_finalize_module(void*p) { return 0; }
}
#include <errno.h>
#include <sys/stat.h>
TERN_EXPORT int fstat(int, struct stat*) { errno = EBADF; return -1; }
TERN_EXPORT long lseek(int, long, int) { errno = ESPIPE; return -1; }
TERN_EXPORT int close(int) { return 0; }
TERN_EXPORT long read(int,void*,size_t) { return 0; }
TERN_EXPORT pid_t getpid() { return own_slot().pid; }
#include <time.h>
TERN_EXPORT int clock_gettime(clockid_t, struct timespec*t) { t->tv_sec=nt::interrupt_time()/10000000; t->tv_nsec=nt::interrupt_time()%10000000*100; return 0; }
