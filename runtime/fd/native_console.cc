// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fd/native_console.h"
#include "core/view.h"
#include "fd/kinds.h"
#include "nt/console.h"
#include "nt/file.h"
#include "nt/status.h"
#include "process/spawn_context.h"
#include "tty/console_control.h"
#include <string.h>

namespace tern::fd {

namespace {

class NativeConsole final : public Description {
  nt::RawHandle handle_;
  nt::RawHandle output_; // of /dev/tty, whose input is another handle; null: handle_ is both

public:
  NativeConsole(nt::Handle h, nt::Handle output, uint32_t f) : Description(Kind::Console), handle_(h.release()), output_(output.release()) { flags = f; }
  Result<ssize_t> read(void *to, size_t size) override {
    if (!readable()) return Errno(EBADF);
    size_t done;
    nt::Status s = nt::read_file(handle_, to, static_cast<uint32_t>(size > 0x10000 ? 0x10000 : size), nullptr, done);
    if (!s.ok()) return nt::errno_of(s);
    // The console ends lines with CR LF.
    auto *text = static_cast<char *>(to);
    if (done >= 2 && text[done - 1] == '\n' && text[done - 2] == '\r') text[done-- - 2] = '\n';
    return static_cast<ssize_t>(done);
  }
  Result<ssize_t> write(const void *from, size_t size) override {
    if (!writable()) return Errno(EBADF);
    size_t done;
    nt::Status s = nt::write_file(output_ ? output_ : handle_, from, static_cast<uint32_t>(size > 0x10000 ? 0x10000 : size), nullptr, done);
    if (!s.ok()) return nt::errno_of(s);
    return static_cast<ssize_t>(done);
  }
  Result<> stat(struct stat &st) override {
    st = {};
    st.st_mode = S_IFCHR | 0600;
    st.st_nlink = 1;
    st.st_ino = 1;
    st.st_dev = 2;
    st.st_rdev = 5 << 16 | (output_ ? 0 : 1);
    st.st_blksize = 1024;
    st.st_uid = view().ids.euid;
    st.st_gid = view().ids.egid;
    return success();
  }
  Result<int> ioctl(unsigned long request, void *argument) override { return tty::console_ioctl(handle_, request, argument); }
  bool is_terminal() const override { return true; }
  nt::RawHandle native_handle() const override { return handle_; }
  const char *path() const override { return output_ ? "/dev/tty" : "/dev/console"; }
  Result<> save(BlockWriter &w, const SpawnContext &c) override {
    uint64_t data[3] = {TRY(c.duplicate(handle_)), flags, 0};
    if (output_) data[2] = TRY(c.duplicate(output_));
    w.append(data, sizeof data);
    return success();
  }
  void fork_handles(HandleVisitor &v) override { v.visit(&handle_), v.visit(&output_); }
  void close() override { nt::close_handle(handle_), nt::close_handle(output_); }
};

} // namespace

FileRef adopt_console(nt::Handle h, int flags) { return make<NativeConsole>(static_cast<nt::Handle &&>(h), nt::Handle(), static_cast<uint32_t>(flags)); }

Result<FileRef> open_terminal(int flags) {
  nt::Handle input(nt::open_console(true)), output(nt::open_console(false));
  if (!input || !output) return Errno(ENXIO);
  FileRef f = make<NativeConsole>(static_cast<nt::Handle &&>(input), static_cast<nt::Handle &&>(output), static_cast<uint32_t>(flags));
  if (!f) return Errno(ENOMEM);
  return f;
}

Result<FileRef> load_native_console(const char *data, size_t size) {
  uint64_t saved[3];
  if (size < sizeof saved) return Errno(EINVAL);
  memcpy(saved, data, sizeof saved);
  nt::Handle h(inherited_handle(saved[0]));
  if (!h) return Errno(EBADF);
  nt::Handle output(saved[2] ? inherited_handle(saved[2]) : nullptr);
  FileRef f = make<NativeConsole>(static_cast<nt::Handle &&>(h), static_cast<nt::Handle &&>(output), static_cast<uint32_t>(saved[1]));
  if (!f) return Errno(ENOMEM);
  return f;
}

} // namespace tern::fd
