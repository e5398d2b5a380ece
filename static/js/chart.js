// Draws each element with data-chart from the JSON of that id, in the colours of the theme, and
// again when the theme changes. The server says what is drawn; roles are given their colours here.
"use strict";
(() => {
  const root = document.documentElement;
  const PAPER = { width: 1020, height: 360 }; // A4 landscape within its margins

  const token = (name) => getComputedStyle(root).getPropertyValue(name).trim();

  // A trace names its role; its line and signs take the colour of that role.
  const coloured = (trace) => {
    const color = token(`--chart-${trace.meta.role}`);
    return {
      ...trace,
      line: { ...trace.line, color },
      marker: { ...trace.marker, color, line: { width: 1.5, color } },
      hoverlabel: { bordercolor: color },
    };
  };

  const themed = (layout, isNarrow) => {
    const ink = token("--chart-ink");
    const muted = token("--chart-muted");
    const grid = token("--chart-grid");
    const ground = token("--chart-ground");
    const family = getComputedStyle(document.body).fontFamily;
    const axis = { gridcolor: grid, linecolor: muted, zerolinecolor: grid, tickcolor: muted };
    return {
      ...layout,
      paper_bgcolor: ground,
      plot_bgcolor: ground,
      font: { family, size: isNarrow ? 11 : 13, color: ink },
      xaxis: { ...layout.xaxis, ...axis, nticks: isNarrow ? 4 : 10 },
      yaxis: { ...layout.yaxis, ...axis, nticks: isNarrow ? 5 : 8 },
      hoverlabel: { bgcolor: ground, font: { family, color: ink, size: isNarrow ? 12 : 13 }, align: "left" },
      modebar: { bgcolor: ground, color: muted, activecolor: ink, orientation: "h" },
      shapes: layout.shapes.map((shape) => ({
        ...shape,
        line: { ...shape.line, color: token(`--chart-${shape.name}`) },
      })),
      annotations: layout.annotations.map((annotation) => ({
        ...annotation,
        font: { size: isNarrow ? 10 : 12, color: token(`--chart-${annotation.name}`) },
      })),
    };
  };

  // On the screen the chart fills its place, and follows it when the window changes.
  const draw = (element, isPrinting) => {
    const { data, layout, config } = JSON.parse(
      document.getElementById(element.dataset.chart).textContent,
    );
    const size = isPrinting ? PAPER : { autosize: true };
    const isNarrow = (size.width ?? element.clientWidth) < 600;
    const sized = { ...themed(layout, isNarrow), ...size };
    return window.Plotly.react(element, data.map(coloured), sized, config);
  };

  // As a picture of the size of the paper: plotly's own button would load it from a blob, which the
  // page forbids.
  const save = async (element, name) => {
    const picture = new Image();
    picture.src = await window.Plotly.toImage(element, { format: "svg", ...PAPER });
    await picture.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [2 * PAPER.width, 2 * PAPER.height];
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const link = document.createElement("a");
    [link.href, link.download] = [canvas.toDataURL("image/png"), name];
    link.click();
  };

  const begin = (element) => {
    const state = element.querySelector(".chart-state");
    if (!window.Plotly) {
      state.textContent = state.dataset.failed;
      return;
    }
    state.remove();
    let isPrinting = false;
    const redraw = () => draw(element, isPrinting);
    const print = (begins) => () => {
      isPrinting = begins;
      redraw();
    };
    const button = document.querySelector(`[data-saves="${element.dataset.chart}"]`);
    redraw().then(() => {
      element.dataset.drawn = "";
      button.hidden = false;
    });
    button.addEventListener("click", () => save(element, button.dataset.name));
    new MutationObserver(redraw).observe(root, {
      attributes: true,
      attributeFilter: ["data-bs-theme"],
    });
    window.addEventListener("beforeprint", print(true));
    window.addEventListener("afterprint", print(false));
  };

  for (const element of document.querySelectorAll("[data-chart]")) begin(element);
})();
