# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# What a recipe may use; sourced before it. The runner sets:
#   SRC     the unpacked source; not to be written to unless in_tree=yes (then
#           the build folder is a copy of it and SRC is the build folder)
#   STAGE   root of the tree that ports are installed into (DESTDIR)
#   CROSS   x86_64-pc-cygwin- or nothing;  EXE  .exe or nothing
#   JOBS    how many jobs make may start
#   TOP     samples/ports, for a port's own test inputs
# The working directory is the port's build folder.

# A port that others do not need has no step `stage` of its own.
stage() { :; }

# configure ARGUMENT...: the source's configure script, out of tree.
configure() {
    if [ -n "$CROSS" ]; then
        set -- --build=x86_64-pc-linux-gnu --host="${CROSS%-}" "$@"
    fi
    "${CONFIGURE:-$SRC/configure}" --prefix=/usr "$@"
}

# cmake_build FOLDER ARGUMENT...: configure and build with CMake and Ninja.
cmake_build() {
    cmake_source=$1
    shift
    if [ -n "$CROSS" ]; then
        set -- -DCMAKE_TOOLCHAIN_FILE="$SDK/share/cmake/tern-toolchain.cmake" "$@"
    fi
    cmake -S "$cmake_source" -B . -G Ninja -DCMAKE_BUILD_TYPE=Release \
        -DCMAKE_INSTALL_PREFIX=/usr -DCMAKE_INSTALL_LIBDIR=lib "$@"
    ninja -j "$JOBS"
}

cmake_install() { DESTDIR=$STAGE cmake --install .; }

make_install() { make install DESTDIR="$STAGE" "$@"; }

# check NAME COMMAND...: a test case; COMMAND may be a function of the recipe.
check() {
    check_name=$1
    shift
    printf '# %s: %s\n' "$check_name" "$*"
    if (set -e; "$@") </dev/null; then
        printf 'ok - %s\n' "$check_name"
    else
        printf 'not ok - %s (status %s)\n' "$check_name" "$?"
    fi
}

# same FILE COMMAND...: COMMAND's output is what FILE holds.
same() {
    same_file=$1
    shift
    "$@" >same.out && cmp same.out "$same_file"
}

# output NAME COMMAND...: a test case that passes when COMMAND's standard output
# and status are those of the native build (recorded in native.json).
output() {
    output_name=$1
    shift
    printf '# %s: %s\n' "$output_name" "$*"
    output_status=0
    (set -e; "$@") </dev/null >output.txt || output_status=$?
    head -c 2000 output.txt | sed 's/^/# | /'
    printf '\noutput - %s = %s %s\n' "$output_name" "$(sha256sum <output.txt | cut -c1-32)" "$output_status"
}
