package io.daplug.expression;

/**
 * The size of an attribute in conditions: the characters of a text, the bytes of a binary
 * value, the elements of a list, set or map. Other types have no size and fulfil no
 * comparison of it.
 */
public final class AttributeSize extends ComparisonOperators {

	AttributeSize(AttributePath path) {
		super(new Operand.Size(new Operand.Path(path)));
	}

}
