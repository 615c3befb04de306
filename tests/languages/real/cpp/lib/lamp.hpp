#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

/// What the user can fix.
class LampError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Lamp {
  std::string name;
  std::uint32_t watts = 0;
};

class Store {
 public:
  virtual ~Store() = default;
  virtual void add(const Lamp& lamp) = 0;
  [[nodiscard]] virtual std::vector<Lamp> all() const = 0;
};

std::unique_ptr<Store> make_store();
