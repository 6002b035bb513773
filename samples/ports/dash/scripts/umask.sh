# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
umask 027; umask; touch u; ls -l u | cut -c1-10; umask 022
