#include "lamp.hpp"

#include <algorithm>

namespace {

class InMemory : public Store {
 public:
  void add(const Lamp& lamp) override {
    if (lamp.name.empty()) {
      throw LampError("a lamp has a name");
    }
    lamps_.push_back(lamp);
  }

  [[nodiscard]] std::vector<Lamp> all() const override {
    auto sorted = lamps_;
    std::sort(sorted.begin(), sorted.end(), [](const Lamp& one, const Lamp& other) { return one.watts > other.watts; });
    return sorted;
  }

 private:
  std::vector<Lamp> lamps_;
};

}  // namespace

std::unique_ptr<Store> make_store() { return std::make_unique<InMemory>(); }
