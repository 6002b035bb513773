// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// LLVM 19 generates code for the Cygwin environment without the rules that make automatic import possible
// (`.refptr` indirection). Its MinGW rules are the right ones for this target, so the code generator is
// created with that environment; also for input that is LLVM IR, where no AST action runs.
#include "llvm_version.h"
#include "vtable.h"

#include "llvm/MC/TargetRegistry.h"
#include "llvm/Target/TargetMachine.h"

namespace {

// A copy from before the change; constructed at load, freed never.
llvm::Target &original_target() {
  static auto *target = new llvm::Target;
  return *target;
}

llvm::TargetMachine *create_target_machine(const llvm::Target &, const llvm::Triple &triple,
                                           llvm::StringRef cpu, llvm::StringRef features,
                                           const llvm::TargetOptions &options,
                                           std::optional<llvm::Reloc::Model> relocations,
                                           std::optional<llvm::CodeModel::Model> code_model,
                                           llvm::CodeGenOptLevel level, bool jit) {
  llvm::Triple mended(triple);
  if (mended.isWindowsCygwinEnvironment()) mended.setEnvironment(llvm::Triple::GNU);
  return original_target().createTargetMachine(mended.str(), cpu, features, options, relocations, code_model,
                                               level, jit);
}

[[gnu::constructor]] void mend_target_machine() {
  std::string error;
  const llvm::Target *target = llvm::TargetRegistry::lookupTarget("x86_64-pc-windows-gnu", error);
  if (!target) return; // an action without code generation does not register targets
  original_target() = *target;
  llvm::TargetRegistry::RegisterTargetMachine(const_cast<llvm::Target &>(*target), create_target_machine);
}

} // namespace
