"""Sobol's points, scrambled: coordinates that fill the unit cube evenly, each repetition with its own randomness.

A coordinate is a matrix of bits (Joe and Kuo's direction numbers). It is scrambled by a random lower triangular matrix
and a random shift, which leaves the evenness as it is and makes every point uniform, and repetitions independent.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import shake_128

import numpy as np
import numpy.typing as npt

from cdmo_desk import resource
from cdmo_desk.programme.scenario import Array, Index

BITS = 32
DIMENSIONS = 4096
LONGEST = 26  # bits of the number of a point: more points than memory holds results

Words = npt.NDArray[np.uint32]
Signed = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Coordinate:
    """One coordinate of all points of all repetitions, as the exclusive or of two looked up words.

    `low` and `high` (repetitions × words, flat) go by the lower `split` bits of a point's number and by the rest. The
    words are read as signed numbers, which processors turn into doubles fastest: `low` has its first bit flipped.
    """

    low: Signed
    high: Signed

    def at(self, low: Index, high: Index) -> Array:
        """Return the coordinate in (0, 1) at places in the two tables, same shape."""
        words = self.low.take(low, mode="clip")
        words ^= self.high.take(high, mode="clip")
        found = words.astype(np.float64)
        found *= 2.0**-BITS
        found += 0.5 + 2.0 ** -(BITS + 1)
        return found


def coordinate(dimension: int, name: str, repetitions: int, bits: int) -> Coordinate:
    """Return a dimension of the first 2 ** bits points, scrambled for each repetition by what a name says."""
    columns = _scrambled(directions(dimension)[:bits], name, repetitions)
    split = bits // 2
    shift, columns = columns[:, :1] ^ np.uint32(1 << (BITS - 1)), columns[:, 1:]
    low, high = _spanned(shift, columns[:, :split]), _spanned(np.zeros_like(shift), columns[:, split:])
    return Coordinate(low.view(np.int32), high.view(np.int32))


@lru_cache(maxsize=DIMENSIONS)
def directions(dimension: int) -> Words:
    """Return the columns of a dimension's matrix, each a word with its first row as the highest bit, (LONGEST,)."""
    row = [int(number) for number in _initial()[dimension]]
    degree = row[0].bit_length() - 1
    numbers = row[1 : degree + 1] if degree else [1] * LONGEST
    for place in range(len(numbers), LONGEST):
        number = numbers[place - degree] ^ (numbers[place - degree] << degree)
        for back in range(1, degree):
            if row[0] >> (degree - back) & 1:
                number ^= numbers[place - back] << back
        numbers.append(number)
    return np.array([number << (BITS - 1 - place) for place, number in enumerate(numbers)], dtype=np.uint32)


@lru_cache(maxsize=1)
def _initial() -> Words:
    found: Words = np.load(resource.path("sobol/directions.npy"))
    return found


def _scrambled(columns: Words, name: str, repetitions: int) -> Words:
    """Return a random shift and the columns times a random lower triangular matrix, (repetitions, 1 + columns)."""
    count = columns.size
    drawn = shake_128(name.encode()).digest(4 * repetitions * (1 + count))
    words = np.frombuffer(drawn, dtype="<u4").reshape(repetitions, 1 + count)
    places = np.arange(BITS - 1, BITS - 1 - count, -1, dtype=np.uint32)
    diagonal = np.uint32(1) << places
    matrix = (words[:, 1:] & (diagonal - np.uint32(1))) | diagonal
    bits = columns[:, np.newaxis] >> places & np.uint32(1)
    mixed = np.bitwise_xor.reduce(bits * matrix[:, np.newaxis, :], axis=2)
    return np.concatenate([words[:, :1], mixed], axis=1)


def _spanned(start: Words, columns: Words) -> Words:
    """Return the exclusive or of a start and of each set of columns, flat: repetition by repetition."""
    table = np.empty((columns.shape[0], 1 << columns.shape[1]), dtype=np.uint32)
    table[:, :1] = start
    for place in range(columns.shape[1]):
        filled = 1 << place
        np.bitwise_xor(table[:, :filled], columns[:, place : place + 1], out=table[:, filled : 2 * filled])
    return table.ravel()
