// The fields of the test forms: one list for all libraries. A field: key, label, kind, and what its kind needs.

const numbered = (prefix, count) => Array.from({ length: count }, (_, n) => [`${prefix}${n}`, `${prefix} ${n}`]);

export const IPRS = [...Array.from({ length: 200 }, (_, n) => [`r${n}`, `Acmara ${n} (EU)(0180000${String(n).padStart(3, "0")})`]), ["nike", "Nike (EU)(1000)"], ["gucci", "Gucci (EU)(1003)"]];
export const CATEGORIES = [
  { value: "e", label: "Electronics", children: [{ value: "p", label: "Phones", children: [{ value: "c", label: "Cases" }, { value: "g", label: "Chargers" }] }] },
  { value: "h", label: "Home", children: [{ value: "l", label: "Lamps", children: [{ value: "d", label: "Desk lamps" }] }] },
];

/** The complaint form as the field knows it. */
export const COMPLAINT = [
  { key: "platform", label: "Platform", kind: "select", options: [["ae", "AliExpress"], ["ab", "Alibaba.com"]] },
  { key: "ipr_type", label: "IPR type", kind: "select", options: [["tm", "商标权"], ["cr", "著作权"], ["dp", "外观设计专利权"], ["ip", "发明专利权"], ["up", "实用新型专利权"]] },
  { key: "ipr", label: "IPR", kind: "select", search: true, options: IPRS },
  { key: "complaint_type", label: "Complaint type", kind: "radio", options: [["listing", "Product listing"], ["store", "Store front"]] },
  { key: "reason", label: "Complaint reason", kind: "select", options: [["cf", "Counterfeit Features"], ["nm", "This model or type does not exist"], ["tb", "Test buy"], ["uu", "Unfair Use of Registered Trademark"]] },
  { key: "order_number", label: "Order number", kind: "text", when: (values) => values.reason === "tb" },
  { key: "links", label: "Infringing listings", kind: "textarea", required: true },
  { key: "statement", label: "Supplement infringement reason(s)", kind: "textarea" },
  { key: "evidence", label: "Evidence", kind: "upload" },
  { key: "declaration", label: "", kind: "checkbox", text: "I declare that the above is true" },
];

/** Every other kind of control. */
export const CONTROLS = [
  { key: "complainant", label: "Complainant name", kind: "text" },
  { key: "quantity", label: "Quantity seen", kind: "number" },
  { key: "country", label: "Country", kind: "select", search: true, options: numbered("Country", 200) },
  { key: "warehouse", label: "Warehouse", kind: "select", options: numbered("Warehouse", 200) },
  { key: "platforms", label: "Platforms", kind: "multiple", options: ["AliExpress", "Alibaba", "1688", "Lazada"].map((name) => [name, name]) },
  { key: "keywords", label: "Keywords", kind: "tags" },
  { key: "where", label: "Where it infringes", kind: "checkboxes", options: [["t", "Title"], ["p", "Picture"], ["d", "Description"]] },
  { key: "shape", label: "Company form", kind: "radiobuttons", options: [["o", "Owner"], ["a", "Agent"]] },
  { key: "category", label: "Category", kind: "cascader", options: CATEGORIES },
  { key: "category_hover", label: "Second category", kind: "cascader", hover: true, options: CATEGORIES },
  { key: "bought_on", label: "Bought on", kind: "date" },
  { key: "photos", label: "Photos", kind: "drop" },
];

/** What a form submits, made comparable: dates as text, files as names. */
export const plain = (values) =>
  JSON.parse(
    JSON.stringify(values, (_, value) => {
      if (value && typeof value.format === "function") return value.format("YYYY-MM-DD");
      const list = value?.fileList ?? value;
      if (Array.isArray(list) && list.some((one) => one?.originFileObj || one?.status || one?.uid)) return list.map((one) => `${one.name} ${one.size}`);
      return value;
    }),
  );
