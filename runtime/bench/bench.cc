// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// bench [-n SAMPLES] [NAME-PART...]
#include "bench.h"
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <time.h>

namespace bench {

static std::vector<Case> &cases() {
  static std::vector<Case> all;
  return all;
}

void add(Case c) { cases().push_back(std::move(c)); }

static double now_us() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<double>(t.tv_sec) * 1e6 + static_cast<double>(t.tv_nsec) / 1e3;
}

static double sample(const std::function<void()> &f, unsigned inner) {
  double begin = now_us();
  for (unsigned i = 0; i < inner; i++) f();
  return (now_us() - begin) / inner;
}

static double quantile(std::vector<double> v, double q) {
  std::sort(v.begin(), v.end());
  return v[static_cast<size_t>(q * static_cast<double>(v.size() - 1))];
}

static bool chosen(const Case &c, int argc, char **argv, int first) {
  if (first >= argc) return true;
  for (int i = first; i < argc; i++)
    if (c.name.find(argv[i]) != std::string::npos) return true;
  return false;
}

int run(int argc, char **argv) {
  int samples = 15, first = 1;
  if (argc > 2 && !strcmp(argv[1], "-n")) samples = std::max(1, atoi(argv[2])), first = 3;
  printf("%-24s %12s %12s %8s %8s\n", "name", "posix us", "raw us", "median", "best");
  for (const Case &c : cases()) {
    if (!chosen(c, argc, argv, first)) continue;
    std::vector<double> posix, raw;
    c.posix(), c.raw(); // warm
    for (int i = 0; i < samples; i++) {
      posix.push_back(sample(c.posix, c.inner));
      raw.push_back(sample(c.raw, c.inner));
    }
    double p = quantile(posix, 0.5), r = quantile(raw, 0.5);
    printf("%-24s %12.2f %12.2f %8.2f %8.2f\n", c.name.c_str(), p, r, p / r, quantile(posix, 0) / quantile(raw, 0));
    fflush(stdout);
  }
  return 0;
}

} // namespace bench

int main(int argc, char **argv) {
  extern void add_file_cases(), add_file_io_cases(), add_memory_cases();
  add_file_cases();
  add_file_io_cases();
  add_memory_cases();
  return bench::run(argc, argv);
}
