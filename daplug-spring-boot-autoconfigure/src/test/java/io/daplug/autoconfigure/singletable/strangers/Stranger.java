package io.daplug.autoconfigure.singletable.strangers;

import io.daplug.singletable.ItemType;

@ItemType(table = "thigns")
record Stranger(String id) {

}
