#include "load/report/page/page_style.hpp"

namespace quickbooking {

const char* const page_style = R"css(
:root {
  color-scheme: light dark;
  --back: #ffffff; --panel: #f5f7f9; --text: #1b2129; --quiet: #57616d; --rule: #dde2e7;
  --grid: #e3e7eb; --fault: #f2c7c0; --good: #13693a; --bad: #a61b11; --odd: #8a5200;
  --blue: #1463c4; --orange: #c2540a; --violet: #7a3fc4; --gray: #7a8490;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #12161b; --panel: #1a2027; --text: #e4e9ee; --quiet: #9eabb8; --rule: #313a44;
    --grid: #28303a; --fault: #53302f; --good: #5fcf8e; --bad: #ff8f83; --odd: #f0b45a;
    --blue: #6cb0ff; --orange: #ff9d57; --violet: #bf9bff; --gray: #8b97a3;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1rem; max-width: 1360px; background: var(--back); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
}
h1 { margin: 0; font-size: 1.5rem; overflow-wrap: anywhere; }
h2 { margin: 2rem 0 .75rem; font-size: 1.15rem; }
h3 { margin: 0; font-size: 1rem; }
p { margin: .25rem 0; max-width: 75ch; }
.quiet { color: var(--quiet); }
.verdict {
  margin: 1rem 0; padding: .75rem 1rem; background: var(--panel); border-left: 6px solid;
  border-radius: 4px; overflow-wrap: anywhere;
}
.verdict strong { font-size: 1.25rem; }
.verdict ul { margin: .25rem 0 0; padding-left: 1.25rem; color: var(--text); }
.verdict p { color: var(--text); }
.pass { border-color: var(--good); } .pass strong, .good td:last-child { color: var(--good); }
.failed { border-color: var(--bad); } .failed strong, .bad td:last-child { color: var(--bad); }
.invalid { border-color: var(--odd); } .invalid strong { color: var(--odd); }
.bad td:last-child { font-weight: 700; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(170px, 1fr)); gap: .5rem 1.25rem;
  margin: 1rem 0; }
dt { color: var(--quiet); font-size: .8rem; }
dd { margin: 0; overflow-wrap: anywhere; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 330px), 1fr));
  gap: 1rem 2rem; align-items: start; }
.scroll { overflow-x: auto; margin: .5rem 0; }
.scroll:focus-visible, summary:focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; }
table { border-collapse: collapse; font-size: .87rem; font-variant-numeric: tabular-nums;
  min-width: min(100%, 640px); }
.columns table { min-width: 100%; }
caption { text-align: left; font-weight: 600; font-size: 1rem; padding-bottom: .25rem; }
th, td { padding: .28rem .75rem .28rem 0; border-bottom: 1px solid var(--rule); text-align: right;
  vertical-align: top; }
td { white-space: nowrap; } .words td { white-space: normal; overflow-wrap: anywhere; }
th:first-child { text-align: left; min-width: 7rem; }
th { font-weight: 500; } thead th { color: var(--quiet); font-size: .8rem; white-space: nowrap; }
tr > :last-child { padding-right: 0; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 520px), 1fr));
  gap: 1.5rem 2rem; }
figure { margin: 0; min-width: 0; }
#latency { grid-column: 1 / -1; }
.legend { display: flex; flex-wrap: wrap; gap: 0 1rem; margin: 0; padding: 0; list-style: none;
  font-size: .82rem; color: var(--quiet); }
.legend svg { margin-right: .35rem; vertical-align: middle; }
.plot { display: flex; }
.chart { flex: 1; min-width: 0; overflow: hidden; }
.chart text, .y-axis text { font-size: 11px; fill: var(--quiet); }
.chart .fault-label { fill: var(--bad); font-weight: 600; }
.grid { stroke: var(--grid); }
.fault { fill: var(--fault); fill-opacity: .55; }
.fault-edge { stroke: var(--bad); stroke-dasharray: 4 3; }
.line { fill: none; stroke: var(--blue); stroke-width: 1.75; stroke-linejoin: round;
  vector-effect: non-scaling-stroke; }
.offered { stroke: var(--gray); stroke-width: 3.5; stroke-opacity: .55; }
.p99 { stroke: var(--orange); stroke-width: 2.25; }
.p50 { stroke: var(--blue); }
.max { stroke: var(--gray); stroke-width: 1.1; }
.acknowledged { stroke: var(--violet); stroke-dasharray: 1.5 3; stroke-width: 2.25; }
.errors { stroke: var(--bad); }
.active { stroke: var(--violet); }
.other { stroke-dasharray: 6 4; stroke-opacity: .75; stroke-width: 1.5; }
details { margin: 1rem 0; } summary { cursor: pointer; font-weight: 600; }
footer { margin-top: 2rem; padding-top: .75rem; border-top: 1px solid var(--rule); }
@media (max-width: 600px) { .spare { display: none; } }
@media print { .scroll { overflow: visible; } }
)css";

} // namespace quickbooking
