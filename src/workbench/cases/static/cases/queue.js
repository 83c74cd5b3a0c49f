/* Marks every case of the page at once; without this each is marked by itself. */
const form = document.querySelector("form[data-marking]");
const boxes = [...form.querySelectorAll("input[name=cases]")];
const head = form.querySelector("[data-mark-all]");

if (boxes.length) {
  const label = Object.assign(document.createElement("label"), { className: "mark" });
  const words = Object.assign(document.createElement("span"), { className: "unseen", textContent: "Mark every case of this page" });
  const all = Object.assign(document.createElement("input"), { type: "checkbox" });
  label.append(words, all);
  head.replaceChildren(label);
  const show = () => {
    const marked = boxes.filter((box) => box.checked).length;
    all.checked = marked === boxes.length;
    all.indeterminate = marked > 0 && !all.checked;
  };
  all.addEventListener("change", () => boxes.forEach((box) => (box.checked = all.checked)));
  for (const box of boxes) box.addEventListener("change", show);
  show();
}
