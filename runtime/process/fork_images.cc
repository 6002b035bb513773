// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which images a child must have, and in which order it loads them: by their own import tables, dependencies first, so that
// none is pulled in before its turn.
#include "nt/image.h"
#include "nt/loader.h"
#include "process/fork.h"
#include "process/modules.h"
#include "startup/module.h"
#include <strings.h>

extern "C" char __ImageBase;

namespace tern::process {
namespace {

constexpr unsigned kMax = 512;

struct Candidate {
  void *base;
  ImageOrigin origin;
  bool done;
  char name[64]; // of its file; longer ones are not found as dependencies, and keep their place in the load order
};

class Order {
  Candidate *list_;
  unsigned count_ = 0;

public:
  explicit Order(Candidate *memory) : list_(memory) {}
  unsigned count() const { return count_; }
  Candidate &at(unsigned i) { return list_[i]; }

  void add(void *base, ImageOrigin origin) {
    if (count_ == kMax) return;
    Candidate &c = list_[count_++];
    c = {base, origin, false, ""};
    char16_t path[1024];
    size_t n = nt::module_path(base, path, 1024), start = n, k = 0;
    while (start && path[start - 1] != '\\') --start;
    if (n - start >= sizeof c.name) return;
    for (; start < n; ++start) c.name[k++] = static_cast<char>(path[start]);
    c.name[k] = 0;
  }

  // Depth first; `done` is set before the dependencies are looked at, which ends circles.
  template <class F> void visit(unsigned i, F f) {
    if (list_[i].done) return;
    list_[i].done = true;
    for (unsigned k = 0; const char *import = nt::image_import(list_[i].base, k); ++k)
      for (unsigned d = 0; d < count_; ++d)
        if (!list_[d].done && !strcasecmp(list_[d].name, import)) visit(d, f);
    f(list_[i]);
  }
};

bool is_of_ours(void *base) { return base == &__ImageBase || startup::module_find(base); }

} // namespace

void ForkSnapshot::add_images() {
  add_image(&__ImageBase, ImageOrigin::Start);
  Order order(reinterpret_cast<Candidate *>(copies_)); // not yet in use, and larger
  for (unsigned i = 0; i < startup::module_count(); ++i) {
    auto *m = startup::module_at(i);
    if (!m || !m->info) continue;
    if (m->at_start) add_image(m->info->image_base, ImageOrigin::Start);
    else order.add(m->info->image_base, ImageOrigin::Dynamic);
  }
  nt::for_each_image([&](void *base) {
    if (is_of_ours(base) || base == nt::exe_base() || nt::is_loaded_by_runtime(base)) return true;
    order.add(base, is_opened(base) ? ImageOrigin::Opened : ImageOrigin::Native);
    return true;
  });
  for (unsigned i = 0; i < order.count(); ++i) order.visit(i, [&](Candidate &c) { add_image(c.base, c.origin); });
}

} // namespace tern::process
