"""Run by `manage.py shell` on the real bank. Prints as JSON what real searches find first.

The texts are typed as people type them before an interview: whole questions, short names, letters
without their signs. Each stands with the number of the question that it is meant for.
"""

import json

from quizzes.finding.search import search

WANTED: dict[str, int] = {
    "why divide by sqrt dk": 7,
    "why scale dot product": 7,
    "why do we divide by square root of d_k?": 7,
    "scaling factor": 7,
    "what is attention": 24,
    "dot product attention": 24,
    "softmax": 4,
    "why softmax": 4,
    "temperature": 5,
    "what does the temperature do": 5,
    "numerically stable softmax": 6,
    "logsumexp": 6,
    "query key value": 8,
    "Q K V": 8,
    "self attention vs cross attention": 9,
    "difference between cross attention and self-attention": 9,
    "causal mask": 10,
    "why multiple heads": 11,
    "what is multi-head attention?": 11,
    "MHA": 11,
    "gqa": 12,
    "KV head": 12,
    "mqa vs gqa": 12,
    "padding mask": 14,
    "complexity of attention": 15,
    "how many flops": 15,
    "kv cache": 16,
    "kv cache size": 16,
    "flash": 17,
    "how does flash attention work": 17,
    "bahdanau": 18,
    "sliding window attention": 21,
    "performer": 26,
    "sinusoidal positional encoding": 27,
    "rope": 28,
    "what is RoPE and why use it": 28,
    "alibi": 29,
    "softmax derivative": 30,
    "backprop through attention": 31,
    "attention sink": 34,
    "is attention explanation": 36,
    "svd": 3,
}


def main() -> None:
    print(
        json.dumps({text: [each.question.number for each in search(text).found] for text in WANTED})
    )
