"""How the report looks: text first, one column, and it prints."""

CSS = """
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #222;
  font: 15px/1.5 system-ui, "Segoe UI", Helvetica, Arial, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1.2rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.12rem; margin: 2.2rem 0 .6rem; padding-bottom: .2rem; border-bottom: 1px solid #ddd; }
.verdict { border-left: 6px solid #8a8a8a; background: #f6f6f6; padding: .7rem 1rem; margin-bottom: .8rem; }
.verdict.up { border-color: #009e73; background: #eef8f4; }
.verdict.down { border-color: #d55e00; background: #fdf3ec; }
.verdict p { margin: .3rem 0; }
.verdict .big { font-size: 1.15rem; font-weight: 600; }
.quiet { color: #555; font-size: .92rem; }
img { display: block; width: 100%; height: auto; margin: .6rem 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .86rem; margin: .6rem 0; }
th, td { padding: .28rem .6rem; vertical-align: top; }
table.data th { font-weight: 600; border-bottom: 2px solid #999; text-align: right; vertical-align: bottom; }
table.data td { border-bottom: 1px solid #e6e6e6; text-align: right; white-space: nowrap;
  font-variant-numeric: tabular-nums; }
table.data th:first-child, table.data td:first-child { text-align: left; }
table.facts th { text-align: left; font-weight: 600; color: #444; white-space: nowrap; }
ul { padding-left: 1.2rem; margin: .4rem 0; }
li { margin: .25rem 0; }
@media print { body { font-size: 11px; } section { break-inside: avoid; } }
"""
