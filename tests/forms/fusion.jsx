// The form on Alibaba Fusion. `?remount`: an item type made anew on each render, so that every change replaces the nodes.

import "@alifd/next/dist/next.css";
import { Button, CascaderSelect, Checkbox, ConfigProvider, DatePicker2, Field, Form, Input, NumberPicker, Radio, Select, Upload } from "@alifd/next";
import enUS from "@alifd/next/lib/locale/en-us";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { COMPLAINT, CONTROLS, plain } from "./fields.js";

const asked = new URLSearchParams(location.search);
const upload = {
  multiple: true,
  listType: "text",
  request: (option) => {
    setTimeout(() => option.onSuccess({ success: true, url: "x" }, option.file), 20);
    return { abort() {} };
  },
};
const Stable = (props) => <Form.Item {...props} />;
const data = (options) => options.map(([value, label]) => ({ value, label }));

function control({ key, kind, options, search, hover, text }) {
  switch (kind) {
    case "text": return <Input name={key} />;
    case "textarea": return <Input.TextArea name={key} rows={3} />;
    case "number": return <NumberPicker name={key} />;
    case "select": return <Select name={key} showSearch={search} useVirtual={options.length > 100} dataSource={data(options)} style={{ width: 320 }} />;
    case "multiple": return <Select name={key} mode="multiple" dataSource={data(options)} style={{ width: 320 }} />;
    case "tags": return <Select name={key} mode="tag" style={{ width: 320 }} />;
    case "radio": return <Radio.Group name={key} dataSource={data(options)} />;
    case "radiobuttons": return <Radio.Group name={key} shape="button" dataSource={data(options)} />;
    case "checkboxes": return <Checkbox.Group name={key} dataSource={data(options)} />;
    case "cascader": return <CascaderSelect name={key} dataSource={options} expandTriggerType={hover ? "hover" : "click"} style={{ width: 320 }} />;
    case "date": return <DatePicker2 name={key} />;
    case "upload": return <Upload name={key} {...upload}><Button>Choose files</Button></Upload>;
    case "drop": return <Upload.Dragger name={key} {...upload} />;
    case "checkbox": return <Checkbox name={key}>{text}</Checkbox>;
  }
}

function Page() {
  const Item = asked.has("remount") ? (props) => <Form.Item {...props} /> : Stable;
  const [, setChanges] = useState(0);
  const [step, setStep] = useState(0);
  const field = Field.useField({ autoUnmount: false, onChange: () => setChanges((count) => count + 1) });
  const steps = asked.has("steps");
  const values = field.getValues();
  const items = (fields) =>
    fields.filter(({ when }) => !when || when(values)).map((one) => (
      <Item key={one.key} label={one.label || undefined} required={one.required}>{control(one)}</Item>
    ));
  return (
    <ConfigProvider locale={enUS}>
      <Form field={field} labelAlign="top" style={{ width: 640, margin: 20 }}>
        {(!steps || step === 0) && items(COMPLAINT)}
        {(!steps || step === 1) && items(CONTROLS)}
        {steps && step === 0 ? <Button key="next" onClick={() => setStep(1)}>Next</Button> : <Button key="submit" type="primary" onClick={() => (window.SUBMITTED = plain(field.getValues()))}>Submit</Button>}
      </Form>
    </ConfigProvider>
  );
}

createRoot(document.getElementById("root")).render(<Page />);
