// The form on Ant Design 4, 5 and 6: `make` gets the library.

import { useState } from "react";
import { createRoot } from "react-dom/client";
import { COMPLAINT, CONTROLS, plain } from "./fields.js";

export function make({ Form, Input, InputNumber, Select, Radio, Checkbox, Cascader, DatePicker, Upload, Button }) {
  const asked = new URLSearchParams(location.search);
  const upload = { multiple: true, customRequest: ({ onSuccess }) => setTimeout(() => onSuccess({}), 20) };
  const pairs = (options) => options.map(([value, label]) => ({ value, label }));

  function control({ kind, options, search, hover, text }) {
    switch (kind) {
      case "text": return <Input />;
      case "textarea": return <Input.TextArea rows={3} />;
      case "number": return <InputNumber />;
      case "select": return <Select showSearch={search} optionFilterProp="label" options={pairs(options)} style={{ width: 320 }} />;
      case "multiple": return <Select mode="multiple" options={pairs(options)} style={{ width: 320 }} />;
      case "tags": return <Select mode="tags" style={{ width: 320 }} />;
      case "radio": return <Radio.Group options={pairs(options)} />;
      case "radiobuttons": return <Radio.Group>{options.map(([value, label]) => <Radio.Button key={value} value={value}>{label}</Radio.Button>)}</Radio.Group>;
      case "checkboxes": return <Checkbox.Group options={pairs(options)} />;
      case "cascader": return <Cascader options={options} expandTrigger={hover ? "hover" : "click"} style={{ width: 320 }} />;
      case "date": return <DatePicker />;
      case "upload": return <Upload {...upload}><Button>Choose files</Button></Upload>;
      case "drop": return <Upload.Dragger {...upload}><p>Drop files here</p></Upload.Dragger>;
      case "checkbox": return <Checkbox>{text}</Checkbox>;
    }
  }

  const valueProp = (kind) => ({ upload: "fileList", drop: "fileList", checkbox: "checked" })[kind] ?? "value";
  const fromEvent = (kind) => (kind === "upload" || kind === "drop" ? { getValueFromEvent: (event) => event?.fileList } : {});

  function Page() {
    const [form] = Form.useForm();
    const [values, setValues] = useState({});
    const [step, setStep] = useState(0);
    const steps = asked.has("steps");
    const shown = (fields, n) => (!steps || step === n ? "block" : "none");
    const items = (fields) =>
      fields.filter(({ when }) => !when || when(values)).map((field) => (
        <Form.Item key={field.key} name={field.key} label={field.label || undefined} required={field.required} valuePropName={valueProp(field.kind)} {...fromEvent(field.kind)}>
          {control(field)}
        </Form.Item>
      ));
    return (
      <Form form={form} layout="vertical" style={{ width: 640, margin: 20 }} onValuesChange={(_, all) => setValues(all)} onFinish={() => (window.SUBMITTED = plain(form.getFieldsValue(true)))}>
        <div style={{ display: shown(COMPLAINT, 0) }}>{items(COMPLAINT)}</div>
        {(!steps || step >= 1) && <div style={{ display: shown(CONTROLS, 1) }}>{items(CONTROLS)}</div>}
        {steps && step === 0 ? <Button key="next" onClick={() => setStep(1)}>Next</Button> : <Button key="submit" type="primary" htmlType="submit">Submit</Button>}
      </Form>
    );
  }
  createRoot(document.getElementById("root")).render(<Page />);
}
