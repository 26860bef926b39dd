namespace AlgZoo.Reporting;

/// <summary>The colours and strokes of charts.</summary>
internal static class ChartStyle
{
    /// <summary>How many hues there are for series.</summary>
    public const int Hues = 8;

    /// <summary>The custom properties of charts on a light surface.</summary>
    public const string LightProperties =
        "--surface:#ffffff;--ink:#1c1f24;--muted:#5a6270;--grid:#e3e6ea;--axis:#7b8390;" +
        "--series-0:#0067ac;--series-1:#b84700;--series-2:#00755a;--series-3:#a83280;--series-4:#7d6200;--series-5:#5a4fcf;--series-6:#454b54;--series-7:#007d94;";

    /// <summary>The custom properties of charts on a dark surface.</summary>
    public const string DarkProperties =
        "--surface:#15181d;--ink:#e8eaed;--muted:#a3abb8;--grid:#2b3038;--axis:#7d8694;" +
        "--series-0:#62b0f0;--series-1:#ff9b5e;--series-2:#3ecb9f;--series-3:#ec8fcd;--series-4:#dfbb45;--series-5:#aaa0ff;--series-6:#c3c8d0;--series-7:#5fd3e6;";

    /// <summary>The style sheet of everything inside an svg element of a chart or of a legend.</summary>
    public const string Css = $$$"""
        :root{{{{LightProperties}}}}
        @media (prefers-color-scheme:dark){:root{{{{DarkProperties}}}} }
        :root[data-theme=light]{{{{LightProperties}}}}
        :root[data-theme=dark]{{{{DarkProperties}}}}
        @media print{:root,:root[data-theme]{{{{LightProperties}}}} }
        .hue-0{--hue:var(--series-0)}.hue-1{--hue:var(--series-1)}.hue-2{--hue:var(--series-2)}.hue-3{--hue:var(--series-3)}
        .hue-4{--hue:var(--series-4)}.hue-5{--hue:var(--series-5)}.hue-6{--hue:var(--series-6)}.hue-7{--hue:var(--series-7)}
        svg.chart,svg.swatch{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;font-variant-numeric:tabular-nums}
        svg.chart text{fill:var(--ink)}
        svg .surface{fill:var(--surface)}
        svg .grid{stroke:var(--grid);fill:none}
        svg .tick,svg .frame{stroke:var(--axis);fill:none}
        svg.chart .tick-label,svg.chart .note{fill:var(--muted)}
        svg.chart .heading{font-size:15px;font-weight:600}
        svg .guides{pointer-events:none}
        svg .guide{stroke:var(--muted);fill:none;stroke-width:1.4;stroke-dasharray:2 3}
        svg .sampling{stroke:var(--ink);stroke-width:1.8;stroke-dasharray:7 4}
        svg.chart .guide-label,svg.chart .label,svg.chart .note{paint-order:stroke;stroke:var(--surface);stroke-width:3px;stroke-linejoin:round}
        svg.chart .guide-label{font-size:11px}
        svg.chart .label{fill:var(--hue);font-size:11px}
        svg .leader{stroke:var(--hue);fill:none;stroke-width:.7;opacity:.7}
        svg .band{fill:var(--hue);fill-opacity:.12;stroke:none}
        svg .open{fill-opacity:.06}
        svg .whisker{stroke:var(--hue);fill:none;stroke-width:1;opacity:.6}
        svg .line{stroke:var(--hue);fill:none;stroke-width:1.6;stroke-linejoin:round}
        svg .advice .line{stroke-dasharray:6 3}
        svg .point{fill:var(--hue);stroke:var(--hue);stroke-width:1.2;stroke-linejoin:round}
        svg .hollow .point{fill:var(--surface)}
        svg .series:hover .band{fill-opacity:.28}
        svg .series:hover .line{stroke-width:2.6}
        svg .point:focus{outline:none;stroke:var(--ink);stroke-width:3}
        svg .dots{stroke:var(--hue);fill:none;stroke-width:5;stroke-linecap:round;stroke-opacity:.7}
        svg .segment,svg .hollow .segment{fill:var(--hue);stroke:var(--surface);stroke-width:1}
        svg.chart .sign{fill:var(--surface);font-size:11px;font-weight:600;pointer-events:none}
        """;
}
