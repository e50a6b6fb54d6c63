package io.daplug.autoconfigure.stream.kcl;

import java.util.List;

import io.daplug.stream.kcl.KclChangeSource;
import io.daplug.table.TableDefinition;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Makes the source of the tables whose streams are read.
 */
@FunctionalInterface
interface KclSourceFactory {

	KclChangeSource create(List<TableDefinition> tables, ApplicationEventPublisher events);

}
