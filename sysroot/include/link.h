/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* dl_iterate_phdr of Linux and BSD. Images are PE, not ELF: each section of one is told as a PT_LOAD segment, whose p_vaddr
   counts from dlpi_addr, the image's base; the first segment is its headers. There are no other kinds of segments. */
#ifndef _LINK_H
#define _LINK_H

#include <elf.h>
#include <stddef.h>
#include <sys/cdefs.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ElfW(type) Elf64_##type

struct dl_phdr_info
{
  ElfW (Addr) dlpi_addr;
  const char *dlpi_name;		/* "" for the program */
  const ElfW (Phdr) *dlpi_phdr;
  ElfW (Half) dlpi_phnum;
  unsigned long long dlpi_adds;		/* how often the list of images changed: equal values, equal lists */
  unsigned long long dlpi_subs;
  size_t dlpi_tls_modid;		/* 0: thread-local variables are not in images' segments */
  void *dlpi_tls_data;
};

int dl_iterate_phdr (int (*) (struct dl_phdr_info *, size_t, void *), void *);

#ifdef __cplusplus
}
#endif

#endif
