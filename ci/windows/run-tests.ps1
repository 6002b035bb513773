# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Runs the test programs of a bundle (ci/windows/bundle) on this Windows machine, each area in one process, with a
# limit; writes JUnit files to .\results. Status: number of areas that failed.
param([int]$LimitSeconds = 600)
$ErrorActionPreference = 'Stop'
$here = Split-Path -Parent $MyInvocation.MyCommand.Path
$env:PATH = "$here\bin;$env:PATH"
New-Item -ItemType Directory -Force "$here\results" | Out-Null

# area -> GoogleTest names that are known to fail
$gaps = @{}
Get-Content "$here\known-gaps.tsv" | Where-Object { $_ -and -not $_.StartsWith('#') } | ForEach-Object {
    $fields = $_ -split "`t"
    $gaps[$fields[0]] = @($gaps[$fields[0]]) + $fields[1]
}

$failed = 0
Get-ChildItem "$here\tests" -Directory | ForEach-Object {
    $area = $_.Name
    $program = Join-Path $_.FullName "tests_$area.exe"
    $excluded = (@($gaps[$area]) | Where-Object { $_ }) -join ':'
    $arguments = @('--gtest_brief=1', "--gtest_output=xml:$here\results\$area.xml".Replace('\', '/'))
    if ($excluded) { $arguments += "--gtest_filter=-$excluded" }
    $process = Start-Process -FilePath $program -ArgumentList $arguments -WorkingDirectory $_.FullName -NoNewWindow -PassThru
    $handle = $process.Handle # keeps the exit code readable
    if (-not $process.WaitForExit($LimitSeconds * 1000)) {
        taskkill /T /F /PID $process.Id | Out-Null
        Write-Output "$area : no end after $LimitSeconds s"
        $script:failed++
    } elseif ($process.ExitCode -ne 0) {
        Write-Output "$area : status $($process.ExitCode)"
        $script:failed++
    } else {
        Write-Output "$area : passed"
    }
}
Write-Output "$failed areas failed"
exit $failed
