# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The results as text and as a Markdown table."""
BEGIN, END = "<!-- table: written by samples/ports/run --table -->", "<!-- end of table -->"


def text(results):
    rows = [("port", "passed", "failed", "skipped", "natively", "verdict")]
    rows += [(r["name"], str(r["passed"]), str(r["failed"]), str(r["skipped"]),
              str(r["wanted"] or "-"), r["verdict"]) for r in results]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows]
    lost = [f"  {r['name']}: {', '.join(r['lost'][:12])}{' ...' if len(r['lost']) > 12 else ''}"
            for r in results if r.get("lost")]
    return "\n".join(lines + (["passes natively, not here:"] + lost if lost else []))


def into_markdown(path, results):
    lines = ["| Port | Passed | Of those that pass natively | Failed here | Verdict |",
             "| --- | ---: | ---: | --- | --- |"]
    for r in results:
        lost = ", ".join(r.get("lost", [])[:6]) + (" …" if len(r.get("lost", [])) > 6 else "")
        verdict = r["verdict"].split(", see ")[0]
        lines.append(f"| {r['name']} | {r['passed']} | {r.get('kept', 0)} of {r['wanted']} | {lost or '-'} | {verdict} |")
    page = path.read_text() if path.exists() else f"{BEGIN}\n{END}\n"
    head, rest = page.split(BEGIN, 1)
    path.write_text(head + BEGIN + "\n" + "\n".join(lines) + "\n" + END + rest.split(END, 1)[1])
