"""Memory comes back by itself: when there is a collection, and that there is one thread for it."""

import gc
import threading

from ui.steady import memory


class Process:
    """A process whose size and time a test sets."""

    def __init__(self):
        self.bytes, self.now, self.collected = 200 * 2**20, 0.0, 0
        self.keeper = memory.Keeper(lambda: self.bytes, lambda: self.now, self.collect)

    def collect(self):
        self.collected += 1


def test_nothing_is_collected_while_a_process_stays_as_it_is():
    process = Process()
    process.now = memory.EVERY_S - 1
    assert not process.keeper.look()
    assert process.collected == 0


def test_growth_is_collected_at_once():
    process = Process()
    process.bytes += memory.GROWTH_BYTES
    assert process.keeper.look()
    assert process.collected == 1


def test_what_is_still_needed_after_a_collection_is_not_looked_for_again():
    process = Process()
    process.bytes += memory.GROWTH_BYTES
    process.keeper.look()
    assert not process.keeper.look()


def test_growth_counts_from_the_least():
    process = Process()
    process.bytes -= memory.GROWTH_BYTES
    process.keeper.look()
    process.bytes += memory.GROWTH_BYTES
    assert process.keeper.look()


def test_where_the_size_is_not_known_time_alone_counts():
    process = Process()
    process.bytes = 0
    assert not process.keeper.look()
    process.now = memory.EVERY_S
    assert process.keeper.look()


def test_the_size_of_this_process_is_known_where_the_system_tells():
    assert memory.resident() > 20 * 2**20 or not memory.STATM.exists()


def test_a_collection_frees_what_points_at_itself():
    gc.collect()
    ring = []
    ring.append((ring, bytearray(64 * 2**20)))
    before = memory.resident()
    del ring
    memory.collect()
    assert before - memory.resident() > 50 * 2**20 or not memory.STATM.exists()


def test_asked_many_times_one_thread_looks():
    for _ in range(5):
        memory.keep()
    assert [thread.name for thread in threading.enumerate()].count("ui.steady.memory") == 1
