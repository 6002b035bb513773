// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// After macros and header search were set up for Cygwin, semantic analysis and code generation work with the
// MinGW environment: hidden symbols, dllexport, type_info and the passing of long double follow its rules.
// The type model (LP64) and the predefined macros stay those of Cygwin.
#include "llvm_version.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/Basic/TargetInfo.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendPluginRegistry.h"

namespace {

class UseMinGwRules : public clang::PluginASTAction {
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &, llvm::StringRef) override {
    return std::make_unique<clang::ASTConsumer>();
  }

  // Called once for each action, before any declaration is parsed.
  bool ParseArgs(const clang::CompilerInstance &compiler, const std::vector<std::string> &) override {
    auto &triple = const_cast<llvm::Triple &>(compiler.getTarget().getTriple());
    if (triple.isWindowsCygwinEnvironment()) triple = llvm::Triple("x86_64-pc-windows-gnu");
    return true;
  }

  ActionType getActionType() override { return AddBeforeMainAction; }
};

clang::FrontendPluginRegistry::Add<UseMinGwRules> registration("cygwin", "mends x86_64-pc-cygwin");

} // namespace
