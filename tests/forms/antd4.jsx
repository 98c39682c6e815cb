import "antd4/dist/antd.css";
import * as antd from "antd4";
import { make } from "./antd.jsx";

make(antd);
