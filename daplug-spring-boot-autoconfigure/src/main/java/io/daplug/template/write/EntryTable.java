package io.daplug.template.write;

import io.daplug.template.context.TableContext;

/**
 * What the entries of one table are sent, announced and refused with.
 */
record EntryTable(TableContext context, Announcer announcer, WriteRefusalFactory refusals,
		RequestConditionFactory conditions) {

	static EntryTable of(TableContext context) {
		return new EntryTable(context, new Announcer(context), new WriteRefusalFactory(context),
				new RequestConditionFactory(context));
	}

}
