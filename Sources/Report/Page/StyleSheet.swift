/// The one style sheet of a page: no other style is allowed on it.
enum StyleSheet {
  /// The sheet for screens by day and night, and for paper.
  static let text = """
    :root{color-scheme:light dark;\(Palette.light.declarations)}
    @media (prefers-color-scheme:dark){:root{\(Palette.dark.declarations)}}
    @media print{:root{color-scheme:light;\(Palette.light.declarations)}}
    \(page)
    \(tables)
    \(drawings)
    \(widths)
    \(paper)
    """

  private static let page = """
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
    body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;overflow-wrap:anywhere}
    body>header,nav,main,footer{max-width:1080px;margin:0 auto;padding:0 20px}
    body>header{padding-top:28px}
    h1{font-size:1.75rem;line-height:1.25;margin:0}
    h2{font-size:1.3rem;line-height:1.3;margin:0 0 10px}
    h3{font-size:1rem;line-height:1.35;margin:26px 0 2px}
    p{margin:0 0 8px}
    a{color:var(--accent)}
    :focus-visible{outline:3px solid var(--accent);outline-offset:2px}
    .skip{position:absolute;left:-9999px}
    .skip:focus{left:12px;top:8px;background:var(--paper);padding:6px 10px;z-index:1}
    .meta,.note,.why,figcaption{color:var(--soft);font-size:.875rem}
    .tiles{list-style:none;margin:20px 0 0;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(180px,1fr));gap:14px}
    .tile{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:14px 16px}
    .tile p{margin:0}
    .tile .label,.tile .note{color:var(--soft);font-size:.875rem;display:block}
    .tile .value{font-size:1.5rem;font-weight:700;line-height:1.3;display:block}
    .contents{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;margin:20px 0 0;padding:0;font-size:.9rem}
    section{border-top:1px solid var(--line);margin-top:34px;padding-top:26px}
    .answer{border-left:3px solid var(--accent);padding-left:14px;margin-bottom:14px}
    .answer p{margin:0 0 4px}
    .answer p:first-child{font-size:1.06rem}
    .answer strong{font-weight:650}
    .why{margin-top:14px}
    code{font:.8125rem/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;background:var(--panel);border-radius:4px;padding:1px 5px}
    .hash{background:none;padding:0;word-break:break-all}
    footer{border-top:1px solid var(--line);margin-top:40px;padding-top:16px;padding-bottom:40px;color:var(--soft);font-size:.875rem}
    figure{margin:0;padding:0}
    figcaption{margin:0 0 8px}
    .legend{list-style:none;display:flex;flex-wrap:wrap;gap:2px 18px;margin:4px 0 6px;padding:0;font-size:.8125rem;color:var(--soft)}
    .legend li{display:flex;align-items:center;gap:6px}
    .legend svg{width:14px;height:14px;flex:none}
    .files{font-size:.875rem;color:var(--soft);margin-top:6px}
    dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:0;font-size:.9rem}
    dt{color:var(--soft)}
    dd{margin:0}
    """

  private static let tables = """
    details{margin:4px 0}
    summary{color:var(--accent);cursor:pointer;font-size:.9rem;padding:4px 0}
    .scroll{overflow-x:auto;max-width:100%}
    table{border-collapse:collapse;font-size:.8125rem;line-height:1.4;width:max-content;min-width:min(100%,420px)}
    caption{text-align:left;color:var(--soft);padding:4px 0 6px}
    th,td{padding:3px 12px 3px 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);max-width:26rem;min-width:3.2rem}
    thead th{font-weight:600;border-bottom:1px solid var(--soft);white-space:nowrap;overflow-wrap:normal}
    tbody th{font-weight:500}
    .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;overflow-wrap:normal}
    """

  private static let drawings = """
    figure>svg{display:block;width:100%;height:auto;overflow:visible;font:11.5px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
    svg text{fill:var(--ink)}
    svg .title{font-weight:600;font-size:12px}
    svg .tick{fill:var(--soft);font-size:11px}
    svg .label{font-size:11px;paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
    .grid{stroke:var(--line);stroke-width:1}
    .axis{stroke:var(--soft);stroke-width:1}
    .t-good{color:var(--good)}.t-bad{color:var(--bad)}.t-accent{color:var(--accent)}
    .t-neutral{color:var(--neutral)}.t-warn{color:var(--warn)}.t-muted{color:var(--muted)}
    svg text.label{fill:currentColor}
    .reference{stroke:currentColor;stroke-width:1.2;stroke-dasharray:5 4}
    .curve{fill:none;stroke:currentColor;stroke-width:1.6}
    .band{fill:currentColor;fill-opacity:.16}
    .m circle,.m polygon,.m rect,g.key *{fill:currentColor}
    .m line{stroke:currentColor;stroke-width:1.8}
    .m circle{fill-opacity:.85}
    .m .cell{stroke:var(--line);stroke-width:1}
    .m .faint{fill-opacity:0}
    .m .f1{fill-opacity:var(--f1)}.m .f2{fill-opacity:var(--f2)}.m .f3{fill-opacity:var(--f3)}.m .f4{fill-opacity:var(--f4)}
    .outlined .cell{stroke:var(--warn);stroke-width:2}
    svg text.ink{font-size:10.5px}
    .m:hover circle,.m:hover polygon{stroke:var(--ink);stroke-width:1.5}
    """

  private static let widths = """
    .narrow{display:none}
    figure>svg.narrow{display:none}
    @media screen and (max-width:600px){
    body>header,nav,main,footer{padding-left:14px;padding-right:14px}
    h1{font-size:1.4rem}
    .tiles{grid-template-columns:repeat(2,minmax(0,1fr));gap:8px}
    .tile{padding:10px 12px}
    .tile .value{font-size:1.3rem}
    figure>svg.wide{display:none}
    figure>svg.narrow{display:block}
    dl{grid-template-columns:1fr}
    dd{margin-bottom:6px}
    }
    """

  private static let paper = """
    @media print{
    @page{margin:14mm}
    body{font-size:10.5pt}
    body>header,nav,main,footer{max-width:none;padding-left:0;padding-right:0}
    nav,.skip{display:none}
    section{break-before:auto}
    h2,h3,figcaption,.answer{break-after:avoid}
    figure,.tile,tr{break-inside:avoid}
    .tiles{grid-template-columns:repeat(5,1fr);gap:8px}
    .tile{padding:8px}
    .tile .value{font-size:1.1rem}
    details::details-content{content-visibility:visible;display:block;block-size:auto}
    summary{display:none}
    .scroll{overflow:visible}
    table{width:100%;font-size:7.5pt;table-layout:auto}
    th,td{white-space:normal;overflow-wrap:anywhere;min-width:0;max-width:none;padding-right:12px}
    thead{display:table-header-group}
    a{color:inherit}
    }
    """
}
