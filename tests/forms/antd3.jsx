// The form on Ant Design 3: getFieldDecorator, moment, and React's old root.

import "antd3/dist/antd.css";
import { Button, Cascader, Checkbox, DatePicker, Form, Icon, Input, InputNumber, Radio, Select, Upload } from "antd3";
import { render } from "react-dom";
import { Component } from "react";
import { COMPLAINT, CONTROLS, plain } from "./fields.js";

const asked = new URLSearchParams(location.search);
const upload = { multiple: true, customRequest: ({ onSuccess, file }) => { setTimeout(() => onSuccess({}, file), 20); return { abort() {} }; } };

function choices(options) {
  return options.map(([value, label]) => <Select.Option key={value} value={value} title={label}>{label}</Select.Option>);
}

function control({ kind, options, search, hover, text }) {
  switch (kind) {
    case "text": return <Input />;
    case "textarea": return <Input.TextArea rows={3} />;
    case "number": return <InputNumber />;
    case "select": return <Select showSearch={search} optionFilterProp="children" style={{ width: 320 }}>{choices(options)}</Select>;
    case "multiple": return <Select mode="multiple" style={{ width: 320 }}>{choices(options)}</Select>;
    case "tags": return <Select mode="tags" style={{ width: 320 }} />;
    case "radio": return <Radio.Group options={options.map(([value, label]) => ({ value, label }))} />;
    case "radiobuttons": return <Radio.Group>{options.map(([value, label]) => <Radio.Button key={value} value={value}>{label}</Radio.Button>)}</Radio.Group>;
    case "checkboxes": return <Checkbox.Group options={options.map(([value, label]) => ({ value, label }))} />;
    case "cascader": return <Cascader options={options} expandTrigger={hover ? "hover" : "click"} style={{ width: 320 }} />;
    case "date": return <DatePicker />;
    case "upload": return <Upload {...upload}><Button><Icon type="upload" /> Choose files</Button></Upload>;
    case "drop": return <Upload.Dragger {...upload}><p>Drop files here</p></Upload.Dragger>;
    case "checkbox": return <Checkbox>{text}</Checkbox>;
  }
}

class Page extends Component {
  state = { step: 0 };

  options({ kind }) {
    if (kind === "upload" || kind === "drop") return { valuePropName: "fileList", getValueFromEvent: (event) => event?.fileList };
    return kind === "checkbox" ? { valuePropName: "checked" } : {};
  }

  render() {
    const { form } = this.props;
    const steps = asked.has("steps");
    const { step } = this.state;
    const items = (fields) =>
      fields.filter(({ when }) => !when || when(form.getFieldsValue())).map((field) => (
        <Form.Item key={field.key} label={field.label || undefined} required={field.required}>
          {form.getFieldDecorator(field.key, this.options(field))(control(field))}
        </Form.Item>
      ));
    const submit = (event) => {
      event.preventDefault();
      window.SUBMITTED = plain(form.getFieldsValue());
    };
    return (
      <Form style={{ width: 640, margin: 20 }} onSubmit={submit}>
        <div style={{ display: !steps || step === 0 ? "block" : "none" }}>{items(COMPLAINT)}</div>
        {(!steps || step >= 1) && <div>{items(CONTROLS)}</div>}
        {steps && step === 0 ? <Button key="next" onClick={() => this.setState({ step: 1 })}>Next</Button> : <Button key="submit" type="primary" htmlType="submit">Submit</Button>}
      </Form>
    );
  }
}

const Made = Form.create()(Page);
render(<Made />, document.getElementById("root"));
