// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// random(), srandom(), initstate(), setstate(): POSIX (XSI), an additive
// feedback generator over the trinomials x^d + x^s + 1, with the period and the
// sequences that programs know from BSD. newlib has a linear congruential one
// behind the names, whose low bits are poor.
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/lock.h>

// random() nests in nothing, so it borrows a lock that the runtime already
// takes care of across fork.
extern struct __lock __lock___arc4random_mutex;

enum { kTypes = 5, kDefaultDegree = 31 };
static const struct {
  size_t size; // of the array the caller must give
  int degree, separation;
} kKinds[kTypes] = {{8, 0, 0}, {32, 7, 3}, {64, 15, 1}, {128, 31, 3}, {256, 63, 1}};

// A state array begins with a word that says how to go on with it:
// kTypes * (index of the rear word) + type.
static uint32_t default_state[1 + kDefaultDegree] = {
    3,          0x991539b1, 0x16a5bce3, 0x6774a4cd, 0x3e01511e, 0x4e508aaa, 0x61048c05, 0xf5500617,
    0x846b7115, 0x6a19892c, 0x896a97af, 0xdb48f936, 0x14898454, 0x37ffd106, 0xb58bff9c, 0x59e17104,
    0xcf918a49, 0x09378c83, 0x52c7a471, 0x8d293ea9, 0x1f4fc301, 0xc3db71be, 0x39b44e1c, 0xf8a44ef9,
    0x4c8b80b1, 0x19edc328, 0x87bf4bdd, 0xc9b240e5, 0xe9ee4b1b, 0x4382aee7, 0x535b6b41, 0xf3bec5da,
};
static uint32_t *words = default_state + 1;
static int type = 3, rear;

static uint32_t next(void) {
  int degree = kKinds[type].degree;
  if (degree == 0)
    return words[0] = (words[0] * 1103515245u + 12345u) & 0x7fffffff;
  int front = rear + kKinds[type].separation;
  uint32_t value = words[front < degree ? front : front - degree] += words[rear];
  rear = rear + 1 < degree ? rear + 1 : 0;
  return value >> 1; // the lowest bit is the least random
}

// 16807 * x mod (2^31 - 1), as 32-bit arithmetic.
static uint32_t seed_step(uint32_t x) {
  int32_t value = (int32_t)x, high = value / 127773, low = value % 127773;
  value = 16807 * low - 2836 * high;
  return (uint32_t)(value < 0 ? value + 2147483647 : value);
}

static void seed_words(unsigned seed) {
  int degree = kKinds[type].degree;
  words[0] = seed ? seed : 1;
  for (int i = 1; i < degree; ++i)
    words[i] = seed_step(words[i - 1]);
  rear = 0;
  for (int i = 0; i < 10 * degree; ++i)
    next();
}

// Writes down in the current array how to go on with it, and returns it.
static char *suspend(void) {
  words[-1] = (uint32_t)(kTypes * rear + type);
  return (char *)(words - 1);
}

long random(void) {
  __retarget_lock_acquire(&__lock___arc4random_mutex);
  uint32_t value = next();
  __retarget_lock_release(&__lock___arc4random_mutex);
  return (long)value;
}

void srandom(unsigned seed) {
  __retarget_lock_acquire(&__lock___arc4random_mutex);
  seed_words(seed);
  __retarget_lock_release(&__lock___arc4random_mutex);
}

// Returns the former state array, or NULL with EINVAL if size is under 8 bytes.
char *initstate(unsigned seed, char *state, size_t size) {
  if (size < kKinds[0].size) {
    errno = EINVAL;
    return NULL;
  }
  __retarget_lock_acquire(&__lock___arc4random_mutex);
  char *former = suspend();
  type = 0;
  while (type + 1 < kTypes && size >= kKinds[type + 1].size)
    ++type;
  words = (uint32_t *)state + 1;
  seed_words(seed);
  suspend();
  __retarget_lock_release(&__lock___arc4random_mutex);
  return former;
}

// Returns the former state array, or NULL with EINVAL if `state` is none.
char *setstate(char *state) {
  uint32_t *array = (uint32_t *)state;
  __retarget_lock_acquire(&__lock___arc4random_mutex);
  char *former = suspend(); // first: it may be the same array
  uint32_t kind = array[0] % kTypes, position = array[0] / kTypes;
  if (position && position >= (uint32_t)kKinds[kind].degree) {
    __retarget_lock_release(&__lock___arc4random_mutex);
    errno = EINVAL;
    return NULL;
  }
  type = (int)kind;
  rear = (int)position;
  words = array + 1;
  __retarget_lock_release(&__lock___arc4random_mutex);
  return former;
}
