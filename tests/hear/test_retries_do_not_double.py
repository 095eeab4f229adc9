"""An idempotency key makes twenty retries one voice; another request under the same key is told so."""

from __future__ import annotations

from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection

from matters_of_the_story import written
from people_of_the_story import Story
from qulaq.hear.acts import KeyReused
from qulaq.hear.models import Voice
from qulaq.procedures.models import Case


def test_twenty_retries_make_one(story: Story) -> None:
    key = uuid4()
    numbers = {written(story, key=key).number for _ in range(20)}
    assert len(numbers) == 1
    assert (Voice.objects.count(), Case.objects.count()) == (1, 1)


def test_another_text_under_the_same_key_is_refused(story: Story) -> None:
    key = uuid4()
    written(story, key=key)
    with pytest.raises(KeyReused):
        written(story, key=key, text="Мүлде басқа хат, басқа мәселе туралы.")
    assert Voice.objects.count() == 1


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_eight_at_the_same_moment_make_one(transactional_db: None) -> None:
    from people_of_the_story import told

    story, key, numbers, gate = told(), uuid4(), [], Barrier(8)

    def send() -> None:
        gate.wait()
        try:
            numbers.append(written(story, key=key).number)
        finally:
            connection.close()

    threads = [Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(numbers) == 8
    assert len(set(numbers)) == 1
    assert Voice.objects.count() == 1
