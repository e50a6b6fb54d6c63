package io.daplug.autoconfigure.singletable;

import io.daplug.item.ItemConverter;
import io.daplug.singletable.ItemConstraints;

import org.springframework.beans.factory.ObjectProvider;

/**
 * What holds for the types of all tables.
 *
 * @param converter knows their attributes
 * @param constraints what they demand of their items, if anything tells
 */
record TypeRules(ItemConverter converter, ObjectProvider<ItemConstraints> constraints) {

}
