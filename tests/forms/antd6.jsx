import * as antd from "antd6";
import { make } from "./antd.jsx";

make(antd);
