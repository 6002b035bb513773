#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""sysroot/cmake/strip_declarations.py takes out the declarations it is told to, and nothing else."""
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../cmake"))
from strip_declarations import strip


class Strip(unittest.TestCase):
    def check(self, before, absent, after):
        self.assertEqual(strip(before, absent), after)

    def test_one_of_two(self):
        self.check("int a (int);\nint b (void);\n", {"a"}, "\nint b (void);\n")

    def test_nothing_to_do(self):
        self.assertIsNone(strip("int a (int);\n", {"b"}))

    def test_several_lines_and_attributes(self):
        self.check('char *a (const char *,\n  int) __attribute__ ((__format__ (__printf__, 1, 2)));\nint b;\n', {"a"}, "\n\nint b;\n")

    def test_inside_linkage_block_and_macros(self):
        self.check('extern "C" {\n__BEGIN_DECLS\nint a (void);\n__END_DECLS\n}\n', {"a"}, 'extern "C" {\n__BEGIN_DECLS\n\n__END_DECLS\n}\n')

    def test_directive_before_is_kept(self):
        self.check("#if X\nint a (void);\n#endif\n", {"a"}, "#if X\n\n#endif\n")

    def test_pointer_parameters_are_no_names(self):
        self.assertIsNone(strip("int b (int (*a) (void));\n", {"a"}))

    def test_old_prototype_macro(self):
        self.check("int a __P ((int));\n", {"a"}, "\n")

    def test_wrapper_of_fortify(self):
        self.check("__ssp_redirect(int, a, (char *b), \\\n    (b));\n", {"a"}, "\n\n")

    def test_object(self):
        self.check("extern const char *const a[];\nextern int b;\n", {"a"}, "\nextern int b;\n")

    def test_function_pointer_object(self):
        self.check("extern void (*a) (void);\n", {"a"}, "\n")

    def test_macro_that_calls_it_goes_too(self):
        self.check("int *a (void);\n#define x (*a ())\n", {"a"}, "\n\n")

    def test_comment_and_string_are_not_read(self):
        self.assertIsNone(strip('/* int a (void); */\n#define x "int a (void);"\n', {"a"}))

    def test_body_is_kept(self):
        self.check("static inline int b (void)\n{ return a (); }\nint a (void);\n", {"a"}, "static inline int b (void)\n{ return a (); }\n\n")

    def test_struct_fields_are_kept(self):
        self.assertIsNone(strip("struct s { int (*a) (void); int b; };\n", {"a", "b"}))


if __name__ == "__main__":
    unittest.main()
