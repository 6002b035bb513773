// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An open file description: what POSIX calls the object behind one or more descriptors. Ref-counted in the
// process; the part that forked and spawned relatives share is in the kernel's file object or, where that has no
// place for it, in a shared record (core/shared_state.h) that is made when the description is first shared.
// Kinds derive from Description and override the operations they have; the rest fail with the right errno.
#pragma once
#include "core/result.h"
#include "core/startup_block.h"
#include "core/wait.h"
#include "nt/handle.h"
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>

namespace tern::fd {

enum class Kind : uint16_t {
  File = 1, Directory, Pipe, Fifo, Console, Null, Zero, Random, Pty, Socket, UnixSocket, Epoll, EventFd, TimerFd,
  SignalFd, Inotify, MemFd, ProcFile, ProcDirectory, Path, Clipboard, Windows, Tty, MessageQueue, Full,
};

// Status flags that live in the shared record once there is one: F_SETFL changes them for all who share.
// O_APPEND, O_ASYNC, O_NONBLOCK, O_SYNC, O_DIRECT of newlib's <fcntl.h>.
constexpr uint32_t kSharedFlags = 0x0008 | 0x0040 | 0x4000 | 0x2000 | 0x80000;

// Bits of readiness; values of poll.h.
using Events = short;

// What a file is the same file by, whoever opened it by whatever name.
struct FileKey {
  uint64_t volume, file;
};

// How readiness is awaited: an object to wait on beside the others (may be null: look again at `again`), and
// when to look again. Made by prepare_wait, undone by finish_wait.
struct ReadyWait {
  void *object = nullptr;        // NT handle that is signalled when the state may have changed
  int64_t again = INT64_MAX;     // deadline at which to look again when no object tells
  void *context[4] = {};         // the kind's own
  char scratch[64] = {};         // the kind's own (a pending IO_STATUS_BLOCK must not move)
};

class Description {
  uint32_t references_ = 1;

public:
  const Kind kind;
  uint32_t flags = 0;            // O_ACCMODE and status flags; see status_flags() when shared
  int32_t shared_index = -1;     // of the shared record; -1: not shared so far
  uint64_t identity = 0;         // unique in this process, equal in forked copies: owner of flock and OFD locks

  explicit Description(Kind);
  static void operator delete(void *);
  Description(const Description &) = delete;
  void add_reference() { __atomic_add_fetch(&references_, 1, __ATOMIC_RELAXED); }
  void release(); // at 0: close() and free
  uint32_t references() const { return __atomic_load_n(&references_, __ATOMIC_RELAXED); }

  uint32_t status_flags() const;
  void set_status_flags(uint32_t mask, uint32_t values);
  bool nonblocking() const { return status_flags() & 0x4000 /* O_NONBLOCK of newlib for this target */; }
  bool readable() const { return (flags & 3) != 1; }
  bool writable() const { return (flags & 3) != 0; }
  Result<> share(); // makes the shared record when there is none

  // ---- operations; default: the errno that POSIX gives for a descriptor of another type
  virtual Result<ssize_t> read(void *, size_t);
  virtual Result<ssize_t> write(const void *, size_t);
  virtual Result<ssize_t> readv(const iovec *, int);   // default: one read per piece
  virtual Result<ssize_t> writev(const iovec *, int);
  virtual Result<ssize_t> pread(void *, size_t, off_t);        // ESPIPE
  virtual Result<ssize_t> pwrite(const void *, size_t, off_t); // ESPIPE
  virtual Result<off_t> seek(off_t, int whence);               // ESPIPE
  virtual Result<> truncate(off_t);                            // EINVAL
  virtual Result<> stat(struct stat &);
  virtual Result<> sync(bool data_only);                       // EINVAL
  virtual Result<int> ioctl(unsigned long request, void *argument); // ENOTTY
  virtual Result<> chmod(mode_t);
  virtual Result<> chown(uid_t, gid_t);
  virtual Result<> utimens(const timespec times[2]);
  // What a new descriptor made by fcntl(F_SETFL) needs to do beyond the flags.
  virtual Result<> set_flags_changed(uint32_t /*old_flags*/) { return success(); }
  virtual Result<FileKey> file_key() { return Errno(EINVAL); } // for locks
  // Terminals.
  virtual bool is_terminal() const { return false; }
  // Readiness: now, and how to wait for it.
  virtual Events poll(Events wanted); // default: always readable and writable (POSIX: regular files)
  virtual bool prepare_wait(Events wanted, ReadyWait &);   // false: ready now
  virtual void finish_wait(ReadyWait &) {}
  // The NT handle that native code or mmap may use; null: none.
  virtual nt::RawHandle native_handle() const { return nullptr; }
  // What a native child gets as one of its three standard handles: a synchronous, inheritable duplicate.
  virtual Result<nt::Handle> native_stdio(bool for_reading);
  // The POSIX path it was opened by, for /proc and fchdir; null when none.
  virtual const char *path() const { return nullptr; }

  // ---- crossing processes
  // Spawn and exec: writes what load() of the kind needs. Handles are given to the child through `context`
  // (SpawnContext::duplicate) and their values in the child are written. Errors: ENOTSUP kinds close in the child.
  virtual Result<> save(BlockWriter &, const SpawnContext &);
  // Forked child: the object was copied; handle members still have the parent's values. The parent's side
  // (fork_handles) told which handles to duplicate; here each is replaced by its value in this process.
  virtual void fork_handles(class HandleVisitor &) {} // calls visit(&member) on each handle member
  virtual void after_fork() {}                        // child: what else is process-local (events, threads)
  virtual void close() {}                             // last reference is gone

protected:
  virtual ~Description() {}
};

// fork: every handle that a copied object holds is reported once; the parent duplicates, the child patches.
class HandleVisitor {
public:
  virtual void visit(nt::RawHandle *member) = 0;
};

// A description of kind T in the runtime's heap; empty when memory is used up.
class FileRef;
template <class T, class... A> FileRef make(A &&...arguments);

// A counted reference to a description.
class FileRef {
  Description *d_ = nullptr;

public:
  FileRef() = default;
  explicit FileRef(Description *adopted) : d_(adopted) {}
  FileRef(FileRef &&o) : d_(o.d_) { o.d_ = nullptr; }
  FileRef &operator=(FileRef &&o) {
    if (this != &o) { reset(); d_ = o.d_; o.d_ = nullptr; }
    return *this;
  }
  FileRef(const FileRef &) = delete;
  ~FileRef() { reset(); }
  void reset() {
    if (d_) d_->release();
    d_ = nullptr;
  }
  Description *operator->() const { return d_; }
  Description &operator*() const { return *d_; }
  explicit operator bool() const { return d_; }
  Description *get() const { return d_; }
  Description *detach() { auto *d = d_; d_ = nullptr; return d; }
  FileRef share() const { d_->add_reference(); return FileRef(d_); }
};

void *allocate_description(size_t size); // malloc
template <class T, class... A> FileRef make(A &&...arguments) {
  void *memory = allocate_description(sizeof(T));
  return memory ? FileRef(new (memory) T(static_cast<A &&>(arguments)...)) : FileRef();
}
uint64_t new_identity();

} // namespace tern::fd
