import * as antd from "antd5";
import { make } from "./antd.jsx";

make(antd);
