/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* BSD: the settings a terminal starts with. */
#ifndef _SYS_TTYDEFAULTS_H
#define _SYS_TTYDEFAULTS_H

#include <sys/termios.h>

#define TTYDEF_IFLAG (BRKINT | ICRNL | IXON | IUTF8)
#define TTYDEF_OFLAG (OPOST | ONLCR)
#define TTYDEF_LFLAG (ICANON | ISIG | IEXTEN | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE)
#define TTYDEF_CFLAG (CREAD | CS8 | HUPCL)
#define TTYDEF_SPEED B38400

#ifndef CTRL
#define CTRL(x) ((x) &037)
#endif
#define CEOF CTRL ('d')
#define CEOL _POSIX_VDISABLE
#define CERASE 0177
#define CINTR CTRL ('c')
#define CSTATUS _POSIX_VDISABLE
#define CKILL CTRL ('u')
#define CMIN 1
#define CQUIT 034
#define CSUSP CTRL ('z')
#define CTIME 0
#define CDSUSP CTRL ('y')
#define CSTART CTRL ('q')
#define CSTOP CTRL ('s')
#define CLNEXT CTRL ('v')
#define CDISCARD CTRL ('o')
#define CWERASE CTRL ('w')
#define CREPRINT CTRL ('r')
#define CEOT CEOF
#define CBRK CEOL
#define CRPRNT CREPRINT
#define CFLUSH CDISCARD

#endif
