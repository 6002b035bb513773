#!/bin/sh
# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# generate.sh FOLDER [RULES]: makes FOLDER a tree of that many make rules (500) in ten subfolders, one recursive make each.
# Rules are pipelines of sed, sort, awk, tr and cut; each uses what one or two earlier ones made.
set -eu
tree=$1 rules=${2:-500} folders=10
mkdir -p "$tree"
cd "$tree"
i=0
while [ $i -lt 40 ]; do
    i=$((i + 1))
    echo "$((i * 7919 % 101)) word$((i * 31 % 17)) line $i"
done >input
{
    printf 'FOLDERS ='
    f=0
    while [ $f -lt $folders ]; do printf ' d%d' $f; f=$((f + 1)); done
    printf '\nall: total\n$(FOLDERS): input\n\t$(MAKE) -C $@ NAME=$@\n.PHONY: all $(FOLDERS)\n'
    printf 'total: $(FOLDERS)\n\tfor d in $(FOLDERS); do cat $$d/sum; done | sort | sed "s/^/sum /" >$@\n'
} >Makefile
f=0
while [ $f -lt $folders ]; do
    mkdir -p d$f
    {
        printf 'FILES :=\nall: sum\nn0:\n\tcp ../input $@\n'
        n=1
        while [ $n -lt $((rules / folders - 1)) ]; do
            before=n$((n - 1))
            [ $n -lt 5 ] || before="n$((n - 1 - n * 7 % 5))" # not one long chain: -j has something to do
            other=n$((n / 2))
            printf 'FILES += n%d\nn%d: %s %s\n\t' $n $n "$before" "$other"
            case $((n % 5)) in
            0) printf 'sed -e "s/word/w%d-/" -e \047$$d\047 $< | sort -n >$@\n' $n ;;
            1) printf 'sort -k2 $^ | awk "{ t += \\$$1; print t %% 97, \\$$2, NR }" | head -n 40 >$@\n' ;;
            2) printf 'awk "NR %% 2 { print \\$$2, \\$$1 } !(NR %% 2)" $< | sort -r | head -n 40 >$@\n' ;;
            3) printf 'x=`sed -n "$$=" $<`; { echo "$$x $(NAME) $@"; tr a-m n-z <$<; } | sort -u | head -n 40 >$@\n' ;;
            4) printf '(cat $< ; cat %s) | cut -c1-30 | sort | uniq -c | awk "{ print \\$$1 + %d, \\$$3 }" | head -n 40 >$@\n' "$other" $n ;;
            esac
            n=$((n + 1))
        done
        printf 'sum: n0 $(FILES)\n\tcat $^ | sort | cksum >$@; echo "$(NAME) $(words $^)" >>$@\n'
    } >d$f/Makefile
    f=$((f + 1))
done
