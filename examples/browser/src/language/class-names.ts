/** The classes of CIFAR-10 and of the images drawn by a program. */
const russian: Readonly<Record<string, string>> = {
  airplane: 'самолёт',
  automobile: 'автомобиль',
  bird: 'птица',
  cat: 'кошка',
  deer: 'олень',
  dog: 'собака',
  frog: 'лягушка',
  horse: 'лошадь',
  ship: 'корабль',
  truck: 'грузовик',
  'fine rows': 'частые строки',
  'fine columns': 'частые столбцы',
  'fine checks': 'частые клетки',
  'fine squares': 'частые квадраты',
  'fine diamonds': 'частые ромбы',
  'coarse rows': 'редкие строки',
  'coarse columns': 'редкие столбцы',
  'coarse checks': 'редкие клетки',
  'coarse squares': 'редкие квадраты',
  'coarse diamonds': 'редкие ромбы',
};

/** What a class is called in Russian; undefined for one that is not known. */
export function classNameInRussian(name: string): string | undefined {
  return russian[name];
}
