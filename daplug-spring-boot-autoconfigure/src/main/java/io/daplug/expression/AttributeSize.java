package io.daplug.expression;

/**
 * The size of an attribute in a condition: the number of characters of a text, of bytes
 * of a binary value, or of elements of a list, set or map. Attributes of other types have
 * no size, and no comparison with their size matches.
 */
public final class AttributeSize extends ComparisonOperators {

	AttributeSize(AttributePath path) {
		super(new Operand.Size(new Operand.Path(path)));
	}

}
