// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Result<T>: what every engine returns. Only entry points (extern "C") turn it into a value and errno.
#pragma once
#include <errno.h>
#include <stdint.h>

namespace tern {

// An errno value as a type of its own, so that it cannot be mixed up with a count or a descriptor.
struct [[nodiscard]] Errno {
  int value = 0;
  constexpr explicit Errno(int v) : value(v) {}
  constexpr bool operator==(const Errno &) const = default;
};

struct Unit {};

template <class T = Unit> class [[nodiscard]] Result {
  union {
    T value_;
  };
  int error_;

public:
  constexpr Result(T v) : value_(static_cast<T &&>(v)), error_(0) {}
  constexpr Result(Errno e) : error_(e.value) {}
  constexpr Result(Result &&o) : error_(o.error_) {
    if (!error_) new (&value_) T(static_cast<T &&>(o.value_));
  }
  Result(const Result &) = delete;
  Result &operator=(Result &&) = delete;
  constexpr ~Result() {
    if (!error_) value_.~T();
  }
  constexpr bool ok() const { return error_ == 0; }
  constexpr explicit operator bool() const { return ok(); }
  constexpr Errno error() const { return Errno(error_); }
  constexpr T &value() { return value_; }
  constexpr T take() { return static_cast<T &&>(value_); }
  constexpr T value_or(T other) { return ok() ? static_cast<T &&>(value_) : static_cast<T &&>(other); }
};

inline Result<> success() { return Unit{}; }

// TRY(expr): the value of a Result, or return its error from the enclosing function.
#define TRY(...)                                                                                             \
  ({                                                                                                         \
    auto try_result_ = (__VA_ARGS__);                                                                        \
    if (!try_result_.ok()) [[unlikely]]                                                                      \
      return try_result_.error();                                                                            \
    try_result_.take();                                                                                      \
  })

// Entry points: errno and -1 (or `bad`) from a Result.
template <class T, class R = T> inline R to_errno(Result<T> &&r, R bad = static_cast<R>(-1)) {
  if (r.ok()) return static_cast<R>(r.take());
  errno = r.error().value;
  return bad;
}
inline int to_errno(Result<> &&r) {
  if (r.ok()) return 0;
  errno = r.error().value;
  return -1;
}

} // namespace tern

// Placement new without <new>: the runtime is built without the C++ library.
#ifdef TERN_RUNTIME
inline void *operator new(__SIZE_TYPE__, void *p) noexcept { return p; }
#else // its pure code in a test or fuzz target
#include <new>
#endif
