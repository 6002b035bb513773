// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory, threads, signals and clocks.
#include "bench.h"
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#include <windows.h>

namespace {

void *nothing(void *p) { return p; }
DWORD WINAPI native_nothing(void *) { return 0; }
void handle(int) {}
thread_local volatile int g_local;
void *volatile g_block; // keeps the compiler from leaving the pair out

} // namespace

void add_memory_cases() {
  bench::add({"mmap_1m", 20,
              [] { munmap(mmap(nullptr, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), 1 << 20); },
              [] { VirtualFree(VirtualAlloc(nullptr, 1 << 20, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE), 0, MEM_RELEASE); }});
  bench::add({"malloc_free_100", 20000, [] { g_block = malloc(100), free(g_block); }, [] { g_block = HeapAlloc(GetProcessHeap(), 0, 100), HeapFree(GetProcessHeap(), 0, g_block); }});
  bench::add({"pthread_create_join", 3,
              [] {
                pthread_t t;
                pthread_create(&t, nullptr, nothing, nullptr);
                pthread_join(t, nullptr);
              },
              [] {
                HANDLE t = CreateThread(nullptr, 65536, native_nothing, nullptr, 0, nullptr);
                WaitForSingleObject(t, INFINITE);
                CloseHandle(t);
              }});
  static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  static SRWLOCK lock = SRWLOCK_INIT;
  bench::add({"mutex", 100000, [] { pthread_mutex_lock(&mutex), pthread_mutex_unlock(&mutex); },
              [] { AcquireSRWLockExclusive(&lock), ReleaseSRWLockExclusive(&lock); }});
  bench::add({"thread_local", 100000, [] { g_local = g_local + 1; }, [] { TlsGetValue(0); }});
  struct sigaction action {};
  action.sa_handler = handle;
  sigaction(SIGUSR1, &action, nullptr);
  static HANDLE event = CreateEventW(nullptr, FALSE, FALSE, nullptr);
  bench::add({"kill_self", 200, [] { kill(getpid(), SIGUSR1); }, [] { SetEvent(event), WaitForSingleObject(event, 0); }});
  bench::add({"getpid", 100000, [] { getpid(); }, [] { GetCurrentProcessId(); }});
  bench::add({"clock_monotonic", 10000,
              [] {
                timespec t;
                clock_gettime(CLOCK_MONOTONIC, &t);
              },
              [] {
                LARGE_INTEGER t;
                QueryPerformanceCounter(&t);
              }});
}
