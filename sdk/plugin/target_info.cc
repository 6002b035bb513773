// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What clang 19 believes about the target x86_64-pc-windows-cygnus and is wrong about. The description's
// class is private to clang's library, so its virtual table is changed when the plugin is loaded: before any
// action, preprocessing alone included.
#include "llvm_version.h"
#include "vtable.h"

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/TargetInfo.h"
#include "clang/Basic/TargetOptions.h"

using clang::TargetInfo;

namespace {

// Never constructed: gives access to protected members.
struct Members : TargetInfo {
  static void mend(TargetInfo *target) {
    auto *self = static_cast<Members *>(target);
    self->TLSSupported = true;                // by emulation: __emutls_get_address in the runtime
    self->WIntType = TargetInfo::UnsignedInt; // newlib's wint_t
  }
};

void (*original_adjust)(TargetInfo *, clang::DiagnosticsEngine &, clang::LangOptions &);

void adjust(TargetInfo *target, clang::DiagnosticsEngine &diagnostics, clang::LangOptions &options) {
  original_adjust(target, diagnostics, options);
  Members::mend(target);
}

// The Win64 convention passes variable arguments in one array: va_list is a char pointer.
TargetInfo::BuiltinVaListKind va_list_kind(const TargetInfo *) {
  return TargetInfo::CharPtrBuiltinVaList;
}

TargetInfo::CallingConvCheckResult (*original_check_convention)(const TargetInfo *, clang::CallingConv);

// The 32-bit conventions mean nothing on x86-64 and Win32 headers are full of them: ignored, as for MinGW.
TargetInfo::CallingConvCheckResult check_convention(const TargetInfo *target, clang::CallingConv convention) {
  switch (convention) {
  case clang::CC_X86StdCall:
  case clang::CC_X86ThisCall:
  case clang::CC_X86FastCall:
    return TargetInfo::CCCR_Ignore;
  default:
    return original_check_convention(target, convention);
  }
}

[[gnu::constructor]] void mend_target_info() {
  clang::DiagnosticsEngine diagnostics(new clang::DiagnosticIDs, new clang::DiagnosticOptions,
                                       new clang::IgnoringDiagConsumer);
  auto options = std::make_shared<clang::TargetOptions>();
  options->Triple = "x86_64-pc-windows-cygnus";
  TargetInfo *target = TargetInfo::CreateTargetInfo(diagnostics, options);
  if (!target) tern::plugin_failure("this clang has no x86-64 target");
  void **vtable = *reinterpret_cast<void ***>(target);
  original_adjust = tern::replace_slot(vtable, tern::vtable_slot(&TargetInfo::adjust), &adjust);
  original_check_convention =
      tern::replace_slot(vtable, tern::vtable_slot(&TargetInfo::checkCallingConvention), &check_convention);
  tern::replace_slot(vtable, tern::vtable_slot(&TargetInfo::getBuiltinVaListKind), &va_list_kind);
  if (target->getBuiltinVaListKind() != TargetInfo::CharPtrBuiltinVaList ||
      target->checkCallingConvention(clang::CC_X86StdCall) != TargetInfo::CCCR_Ignore)
    tern::plugin_failure("unexpected layout of clang::TargetInfo; is this Debian's clang-19?");
}

} // namespace
