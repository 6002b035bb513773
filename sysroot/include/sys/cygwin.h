/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Cygwin's own interface, as its API manual documents it, as far as this system has it. */
#ifndef _SYS_CYGWIN_H
#define _SYS_CYGWIN_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <limits.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What cygwin_conv_path() shall do: one conversion, or-ed with flags. */
enum
{
  CCP_POSIX_TO_WIN_A = 0, /* char * to char *, in the current locale's encoding */
  CCP_POSIX_TO_WIN_W = 1, /* char * to wchar_t * */
  CCP_WIN_A_TO_POSIX = 2, /* char * to char * */
  CCP_WIN_W_TO_POSIX = 3, /* wchar_t * to char * */
  CCP_CONVTYPE_MASK = 3,
  CCP_ABSOLUTE = 0,
  CCP_RELATIVE = 0x100, /* keep a relative path relative */
  CCP_PROC_CYGDRIVE = 0x200, /* /proc/cygdrive instead of the current prefix */
  CCP_CONVFLAGS_MASK = 0x300
};
typedef unsigned int cygwin_conv_path_t;

/*
 * Converts a path. size is that of the buffer in bytes; with size 0 the bytes needed are returned, else 0, or -1 and errno
 * (ENOSPC: buffer too small). Not async-signal-safe.
 */
ssize_t cygwin_conv_path (cygwin_conv_path_t, const void *, void *, size_t);
ssize_t cygwin_conv_path_list (cygwin_conv_path_t, const void *, void *, size_t);
/* As cygwin_conv_path, into memory to be freed by the caller; null and errno on failure. */
void *cygwin_create_path (cygwin_conv_path_t, const void *);
int cygwin_posix_path_list_p (const char *);
void cygwin_split_path (const char *, char *, char *);

pid_t cygwin_winpid_to_pid (int);
int cygwin_attach_handle_to_fd (char *, int, void *, int, int);
void cygwin_stackdump (void);
/* Makes HANDLE, from LogonUser, the token of later seteuid(). */
void cygwin_set_impersonation_token (const void *);
struct passwd;
void *cygwin_logon_user (const struct passwd *, const char *);

typedef enum
{
  CW_LOCK_PINFO,
  CW_UNLOCK_PINFO,
  CW_GETTHREADNAME,
  CW_GETPINFO,
  CW_SETPINFO,
  CW_SETTHREADNAME,
  CW_GETVERSIONINFO,
  CW_READ_V1_MOUNT_TABLES,
  CW_USER_DATA,
  CW_PERFILE,
  CW_GET_CYGDRIVE_PREFIXES,
  CW_GETPINFO_FULL,
  CW_INIT_EXCEPTIONS,
  CW_GET_CYGDRIVE_INFO,
  CW_SET_CYGWIN_REGISTRY_NAME,
  CW_GET_CYGWIN_REGISTRY_NAME,
  CW_STRACE_TOGGLE,
  CW_STRACE_ACTIVE,
  CW_CYGWIN_PID_TO_WINPID,
  CW_EXTRACT_DOMAIN_AND_USER,
  CW_CMDLINE,
  CW_CHECK_NTSEC,
  CW_GET_ERRNO_FROM_WINERROR,
  CW_GET_POSIX_SECURITY_ATTRIBUTE,
  CW_GET_SHMLBA,
  CW_GET_UID_FROM_SID,
  CW_GET_GID_FROM_SID,
  CW_GET_BINMODE,
  CW_HOOK,
  CW_ARGV,
  CW_ENVP,
  CW_DEBUG_SELF,
  CW_SYNC_WINENV,
  CW_CYGTLS_PADSIZE,
  CW_SET_DOS_FILE_WARNING,
  CW_SET_PRIV_KEY,
  CW_SETERRNO,
  CW_EXIT_PROCESS,
  CW_SET_EXTERNAL_TOKEN,
  CW_GET_INSTKEY,
  CW_INT_SETLOCALE,
  CW_CVT_MNT_OPTS,
  CW_LST_MNT_OPTS,
  CW_STRERROR,
  CW_CVT_ENV_TO_WINENV,
  CW_ALLOC_DRIVE_MAP,
  CW_MAP_DRIVE_MAP,
  CW_FREE_DRIVE_MAP,
  CW_SETENT,
  CW_GETENT,
  CW_ENDENT,
  CW_GETNSSSEP,
  CW_GETPWSID,
  CW_GETGRSID,
  CW_CYGNAME_FROM_WINNAME,
  CW_FIXED_ATEXIT,
  CW_GETNSS_PWD_SRC,
  CW_GETNSS_GRP_SRC,
  CW_EXCEPTION_RECORD_FROM_SIGINFO_T,
  CW_CYGHEAP_PROFTHR_ALL,
  CW_WINPID_TO_CYGWIN_PID,
  CW_MAX_CYGWIN_PID
} cygwin_getinfo_types;

/* Asks or tells the runtime; what follows depends on the first argument. -1 and errno ENOSYS for what it does not know. */
uintptr_t cygwin_internal (cygwin_getinfo_types, ...);

/* External token types for CW_SET_EXTERNAL_TOKEN. */
enum
{
  CW_TOKEN_IMPERSONATION = 0,
  CW_TOKEN_RESTRICTED = 1
};

#ifdef __cplusplus
}
#endif

#endif
