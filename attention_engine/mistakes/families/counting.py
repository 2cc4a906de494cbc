"""Mistakes in a count that is typed with its unit. `check_count` finds them by the factor that
makes the count right. One number alone could not tell them apart, so they give no value here."""

from ..registry import mistake_without_values


def _told(id: str, title: str, tells: str) -> None:
    mistake_without_values(id, title=title, tells=tells, of=("complexity",))


_told(
    "prefix_of_the_other_base",
    "A prefix of 1000 for one of 1024",
    "k, M and G are 1000, 1000^2 and 1000^3; Ki, Mi and Gi are 1024, 1024^2 and 1024^3. Your "
    "number is right with the other kind of prefix.",
)
_told(
    "macs_called_flops",
    "FLOPs called MACs",
    "This is the count of FLOPs. One MAC, a multiplication with its addition, is two of them: "
    "halve your number, or call it FLOPs.",
)
_told(
    "multiply_add_counted_twice",
    "Twice the FLOPs",
    "This is twice the count. A multiplication with its addition is two FLOPs, and no more.",
)
_told(
    "one_of_two_left_out",
    "One of the two left out",
    "This is half of the count. Two products are computed: queries with keys, and weights with "
    "values. Count both.",
)
_told(
    "one_of_two_arrays_left_out",
    "One of the two arrays left out",
    "This is half of the count. Two arrays are held: the scores and the weights. Count both.",
)
_told(
    "keys_or_values_left_out",
    "Keys or values left out",
    "This is half of the count. A cache keeps keys and values: count both.",
)
_told(
    "kv_heads_left_out",
    "The KV heads were left out",
    "This is the cache of one KV head. Multiply by the number of KV heads.",
)
_told(
    "query_heads_counted",
    "All query heads counted",
    "You multiplied by the number of query heads. Only KV heads are cached, and several query "
    "heads share one of them.",
)
_told(
    "kv_heads_counted",
    "Only the KV heads counted",
    "You multiplied by the number of KV heads. Each query head has scores and weights of its own, "
    "also where it shares its keys and values: multiply by the number of query heads.",
)
_told(
    "numbers_for_bytes",
    "Numbers counted instead of bytes",
    "This is how many numbers there are. Multiply by the bytes that one of them takes.",
)
_told(
    "numbers_of_half_the_size",
    "Numbers of half the size",
    "This is right for numbers that take half as many bytes. A float32 takes 4, a float16 2.",
)
_told(
    "numbers_of_twice_the_size",
    "Numbers of twice the size",
    "This is right for numbers that take twice as many bytes. A float32 takes 4, a float16 2.",
)
_told("bits_for_bytes", "Bits instead of bytes", "This is the count of bits. A byte has eight.")
_told("bytes_for_bits", "Bytes called bits", "This is the count of bytes. A byte has eight bits.")
