# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
mkdir -p p/q/r; echo 1 >p/a; echo 2 >p/q/b; cp -R p c; ls -1R c; mv c/a c/z; ls c; rm -r c/q; ls c
ln p/a hard; echo more >>hard; cat p/a; ln -s p/a soft; cat soft; readlink soft; rm soft; cat p/a; rm -f hard
for f in p/*; do echo "$f"; done; echo p/*/*; rmdir p/q/r && echo gone; touch 'a b' 'c*d'; for f in *' '* c\**; do echo "[$f]"; done
