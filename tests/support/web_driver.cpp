#include "tests/support/web_driver.hpp"

#include <openssl/evp.h>

#include <fstream>
#include <regex>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace quickbooking {

namespace {

using nlohmann::json;

/// The key under which WebDriver gives an element's id.
constexpr const char* element_key = "element-6066-11e4-a52e-4f735466cecf";

/// Starting a browser on a busy machine takes its time.
constexpr std::chrono::seconds command_limit{60};

/// The port in chromedriver's line "... was started successfully on port 12345."
std::string announced_port(const std::string& file) {
  static const std::regex line{"started successfully on port ([0-9]+)"};
  std::ifstream in{file};
  const std::string output{std::istreambuf_iterator<char>{in}, {}};
  std::smatch found;
  return std::regex_search(output, found, line) ? found[1].str() : "";
}

json browser_arguments(const web_driver::window& size, const std::string& profile) {
  return {"--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage",
          "--remote-debugging-pipe", // ends with us
          "--user-data-dir=" + profile,
          "--window-size=" + std::to_string(size.width) + "," + std::to_string(size.height)};
}

std::vector<unsigned char> decode_base64(const std::string& text) {
  std::vector<unsigned char> bytes(text.size());
  const auto length
      = EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(text.data()),
                        static_cast<int>(text.size()));
  if (length < 0)
    throw std::runtime_error("a screenshot that is not base64");
  bytes.resize(static_cast<std::size_t>(length));
  return bytes;
}

} // namespace

web_driver::web_driver(const window& size) {
  const auto output = dir_.file("chromedriver.log");
  process_ = std::make_unique<child_process>(std::vector<std::string>{"chromedriver", "--port=0"},
                                             child_process::options{{}, output});
  if (!eventually([&output] { return !announced_port(output).empty(); }, command_limit))
    throw std::runtime_error("chromedriver does not start");
  client_
      = std::make_unique<http_client>("http://127.0.0.1:" + announced_port(output), command_limit);
  start_session(size);
}

/// Phones report their width without a frame, a window's has a smallest one: hence emulation.
void web_driver::start_session(const window& size) {
  json chrome{{"args", browser_arguments(size, dir_.file("profile"))}};
  const json capabilities{{"alwaysMatch",
                           {{"browserName", "chrome"},
                            {"goog:loggingPrefs", {{"browser", "ALL"}}},
                            {"goog:chromeOptions", std::move(chrome)}}}};
  const auto made = command("POST", "/session", {{"capabilities", capabilities}});
  session_ = "/session/" + made.at("sessionId").get<std::string>();
  auto devtools = [this](const char* name, json parameters) {
    command("POST", session_ + "/goog/cdp/execute", {{"cmd", name}, {"params", parameters}});
  };
  devtools("Emulation.setDeviceMetricsOverride", {{"width", size.width},
                                                  {"height", size.height},
                                                  {"deviceScaleFactor", 1},
                                                  {"mobile", size.width < 600}});
  const json scheme{{"name", "prefers-color-scheme"}, {"value", size.dark ? "dark" : "light"}};
  devtools("Emulation.setEmulatedMedia", {{"features", json::array({scheme})}});
}

web_driver::~web_driver() {
  if (!session_.empty())
    client_->send("DELETE", session_);
  process_->terminate();
}

void web_driver::open(const std::string& url) {
  command("POST", session_ + "/url", {{"url", url}});
}

bool web_driver::shows(const std::string& selector, std::chrono::milliseconds limit) {
  const auto script = "const all = document.querySelectorAll(" + json(selector).dump()
                      + "); return [...all].some(x => x.checkVisibility())";
  return eventually([&] { return run(script) == true; }, limit);
}

void web_driver::click(const std::string& selector) {
  command("POST", session_ + "/element/" + find_last(selector) + "/click");
}

void web_driver::type(const std::string& selector, const std::string& keys) {
  command("POST", session_ + "/element/" + find_last(selector) + "/value", {{"text", keys}});
}

std::string web_driver::text(const std::string& selector) {
  const auto value = run("return [...document.querySelectorAll(" + json(selector).dump()
                         + ")].at(-1)?.innerText ?? ''");
  return value.get<std::string>();
}

json web_driver::run(const std::string& script) {
  return command("POST", session_ + "/execute/sync", {{"script", script}, {"args", json::array()}});
}

std::vector<std::string> web_driver::console_errors() {
  std::vector<std::string> errors;
  for (const auto& entry : command("POST", session_ + "/se/log", {{"type", "browser"}}))
    if (entry.at("level") == "SEVERE")
      errors.push_back(entry.at("message").get<std::string>());
  return errors;
}

void web_driver::screenshot(const std::string& file) {
  const auto picture = command("GET", session_ + "/screenshot").get<std::string>();
  const auto bytes = decode_base64(picture);
  std::ofstream{file, std::ios::binary}.write(reinterpret_cast<const char*>(bytes.data()),
                                              static_cast<std::streamsize>(bytes.size()));
}

std::string web_driver::find_last(const std::string& selector) {
  const auto found
      = command("POST", session_ + "/elements", {{"using", "css selector"}, {"value", selector}});
  if (found.empty())
    throw std::runtime_error("nothing on the page is " + selector);
  return found.back().at(element_key).get<std::string>();
}

json web_driver::command(const char* method, const std::string& path, const json& body) {
  const std::string_view verb{method};
  const auto answer = verb == "GET" ? client_->get(path) : client_->post(path, body.dump());
  const auto value = json::parse(answer.body, nullptr, false);
  if (answer.status != 200 || !value.is_object())
    throw std::runtime_error("WebDriver " + path + ": " + std::to_string(answer.status) + " "
                             + answer.body + answer.reason);
  return value.at("value");
}

} // namespace quickbooking
