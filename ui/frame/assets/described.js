{
  const found = document.head.querySelector('meta[name="description"]');
  const meta = found || document.head.appendChild(Object.assign(document.createElement("meta"), { name: "description" }));
  meta.content = DESCRIPTION;
}
